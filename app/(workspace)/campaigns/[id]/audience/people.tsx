import { Users } from "lucide-react";
import { AudienceExport } from "@/components/campaigns/audience/audience-export";
import { AudienceTable } from "@/components/campaigns/audience/audience-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { NoPermission } from "@/components/ui/no-permission";
import { Pager } from "@/components/ui/pager";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import type { Ctx } from "@/lib/auth/ctx";
import { can, grants, ROLE_LABEL } from "@/lib/auth/permissions";
import { AUDIENCE_GROUPS, GROUP_LABEL } from "@/lib/campaigns/audience/audience";
import { audienceColumns } from "@/lib/campaigns/audience/columns";
import { listAudience } from "@/lib/campaigns/audience/queries";
import type { AudienceNumbers, Campaign } from "@/lib/campaigns/campaign";
import { formatCount, formatList, formatNumber } from "@/lib/format";
import { listExportColumns } from "@/lib/segments/export/queries";
import { listOwnerNames } from "@/lib/workspaces/members/queries";

export type AudienceAddress = {
  show?: string;
  q?: string;
  /** Ids: only who counts for this segment, or got this variant. */
  segment?: string;
  variant?: string;
  after?: string;
  before?: string;
};

const numberOf = (text: string | undefined) => (text && /^\d{1,10}$/.test(text) ? Number(text) : undefined);

type PeopleProps = {
  ctx: Ctx;
  campaign: Campaign;
  numbers: NonNullable<AudienceNumbers>;
  address: AudienceAddress;
};

/** The frozen people by group, searchable, and the file of them: each for the roles that may. */
export async function AudiencePeople(props: PeopleProps) {
  const { ctx, campaign, numbers } = props;
  const { role } = ctx.actor;
  if (!can(role, "customers:see"))
    return (
      <Card flush>
        <NoPermission
          what="People"
          why={`As ${ROLE_LABEL[role].toLowerCase()} you see counts, not persons.`}
          who={formatList(await listOwnerNames(ctx), "or")}
        />
      </Card>
    );
  const columns = can(role, "customers:export") ? audienceColumns(await listExportColumns(ctx)) : null;
  return (
    <>
      <PeopleList {...props} />
      {columns && (
        <Card title="Audience as CSV">
          <p className="mb-4 max-w-[70ch] text-sm text-ink-2">
            Who was suppressed, objected or opted out since the launch is not in the file. The export is
            recorded in the audit log.
          </p>
          <AudienceExport
            campaignId={campaign.id}
            columns={columns}
            people={{
              treated: numbers.treated,
              control: numbers.control,
              both: numbers.treated + numbers.control,
            }}
          />
        </Card>
      )}
    </>
  );
}

async function PeopleList({ ctx, campaign, numbers, address }: PeopleProps) {
  const group = AUDIENCE_GROUPS.find((each) => each === address.show) ?? "treated";
  const page = await listAudience(ctx, {
    ...{ campaignId: campaign.id, group },
    ...(address.q && { search: address.q }),
    segmentId: campaign.segments.find(({ id }) => id === address.segment)?.id,
    variantId: campaign.variants.find(({ id }) => id === address.variant)?.id,
    after: numberOf(address.after),
    before: numberOf(address.before),
  });
  const path = `/campaigns/${campaign.id}/audience`;
  const hrefWith = (change: AudienceAddress) => {
    const parts = Object.entries({ ...address, ...change }).filter(([, value]) => value);
    const query = new URLSearchParams(parts as [string, string][]).toString();
    return query ? `${path}?${query}` : path;
  };
  const isNarrowed = Boolean(address.segment || address.variant);
  const isOwnOnly = grants(ctx.actor.role, "customers:see") === "assigned";
  const count = {
    treated: numbers.treated,
    control: numbers.control,
    leftOut: numbers.members - numbers.treated - numbers.control,
  };
  return (
    <section aria-label="People" className="flex flex-col gap-3">
      <Toolbar label="people">
        <Segmented
          label="Which people"
          items={AUDIENCE_GROUPS.map((each) => ({
            label: `${GROUP_LABEL[each]} ${formatNumber(count[each])}`,
            href: hrefWith({
              show: each === "treated" ? undefined : each,
              after: undefined,
              before: undefined,
            }),
            isCurrent: each === group,
          }))}
        />
        {campaign.segments.length > 1 && (
          <FilterSelect
            label="Segment"
            param="segment"
            all="Every segment"
            options={campaign.segments.map(({ id, name }) => ({ value: id, label: name }))}
            resets={["after", "before"]}
          />
        )}
        {campaign.variants.length > 1 && (
          <FilterSelect
            label="Variant"
            param="variant"
            all="Every variant"
            options={campaign.variants.map(({ id, name }) => ({ value: id, label: name }))}
            resets={["after", "before"]}
          />
        )}
        <SearchInput label="Search people" placeholder="Name, e-mail or key" />
      </Toolbar>
      <Card flush>
        {page.people.length === 0 ? (
          <EmptyState
            compact
            icon={<Users />}
            title={
              address.q
                ? "Nobody here is called that"
                : isNarrowed
                  ? "Nobody passes the filters"
                  : "Nobody is in this group"
            }
            action={
              address.q ? (
                <ButtonLink href={hrefWith({ q: undefined })}>Clear the search</ButtonLink>
              ) : (
                isNarrowed && (
                  <ButtonLink href={hrefWith({ segment: undefined, variant: undefined })}>
                    Clear the filters
                  </ButtonLink>
                )
              )
            }
          >
            {isOwnOnly
              ? "You see the people who count for segments that you own."
              : address.q
                ? "The search looks at names, e-mail addresses and keys; with fewer than three letters at keys only."
                : "The launch put nobody here."}
          </EmptyState>
        ) : (
          <AudienceTable label={GROUP_LABEL[group]} people={page.people} />
        )}
        {(page.nextAfter !== null || page.previousBefore !== null) && (
          <Pager
            summary={`${formatCount(page.people.length, "person", "people")} on this page`}
            previousHref={
              page.previousBefore === null
                ? undefined
                : hrefWith({ before: String(page.previousBefore), after: undefined })
            }
            nextHref={
              page.nextAfter === null
                ? undefined
                : hrefWith({ after: String(page.nextAfter), before: undefined })
            }
          />
        )}
      </Card>
    </section>
  );
}
