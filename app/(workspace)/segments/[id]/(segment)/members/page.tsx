import { Users } from "lucide-react";
import type { Metadata } from "next";
import { MembersTable } from "@/components/segments/members-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { PanelLayout } from "@/components/ui/side-panel";
import { Toolbar } from "@/components/ui/toolbar";
import { formatCount } from "@/lib/format";
import { listMembers } from "@/lib/segments/members/queries";
import { getCtx } from "@/lib/web/session";
import { PeopleClosed, seesPeople } from "../people-closed";
import { readSegment } from "../read";
import { ByHand } from "./by-hand";
import { WhyPanel } from "./why-panel";

export const metadata: Metadata = { title: "Segment members" };

type Address = { show?: string; q?: string; after?: string; before?: string; why?: string };
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

const numberOf = (text: string | undefined) => (text && /^\d{1,10}$/.test(text) ? Number(text) : undefined);

export default async function SegmentMembersPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const [segment, address] = await Promise.all([readSegment(segmentId), searchParams]);
  if (!seesPeople(ctx, segment))
    return (
      <Card flush>
        <PeopleClosed ctx={ctx} segment={segment} />
      </Card>
    );
  const path = `/segments/${segmentId}/members`;
  const hrefWith = (change: Address) => {
    const { show, q, after, before, why } = { ...address, ...change };
    const parts = Object.entries({ show, q, after, before, why }).filter(([, value]) => value);
    const query = new URLSearchParams(parts as [string, string][]).toString();
    return query ? `${path}?${query}` : path;
  };
  const isByHand = address.show === "hand";
  const toolbar = (summary?: string) => (
    <Toolbar label="members" summary={summary}>
      <Segmented
        label="Which people"
        items={[
          { label: "Members", href: path, isCurrent: !isByHand },
          { label: "By hand", href: `${path}?show=hand`, isCurrent: isByHand },
        ]}
      />
      <SearchInput
        key={isByHand ? "all" : "members"}
        label={isByHand ? "Find any customer" : "Search members"}
        placeholder={isByHand ? "Find any customer" : "Name, e-mail or key"}
      />
    </Toolbar>
  );
  if (isByHand)
    return (
      <>
        {toolbar()}
        <ByHand ctx={ctx} segment={segment} search={address.q} />
      </>
    );

  const page = await listMembers(ctx, {
    segmentId,
    ...(address.q && { search: address.q }),
    after: numberOf(address.after),
    before: numberOf(address.before),
  });
  return (
    <>
      {toolbar(page.total === null ? undefined : formatCount(page.total, "member"))}
      <PanelLayout
        panel={
          address.why && (
            <WhyPanel
              ctx={ctx}
              segmentId={segmentId}
              customerId={address.why}
              closeHref={hrefWith({ why: undefined })}
            />
          )
        }
      >
        <Card flush>
          {page.members.length === 0 ? (
            <EmptyState
              compact
              icon={<Users />}
              title={address.q ? "No member is called that" : "Nobody is in it"}
              action={address.q && <ButtonLink href={path}>Clear the search</ButtonLink>}
            >
              {address.q
                ? "The search looks at names, e-mail addresses and keys; with fewer than three letters at keys only."
                : "No customer matches the rule now. Whoever does later joins by themselves."}
            </EmptyState>
          ) : (
            <MembersTable
              members={page.members}
              whyId={address.why}
              whyHref={(customerId) => hrefWith({ why: customerId === address.why ? undefined : customerId })}
              currency={ctx.workspace.currency}
              timeZone={ctx.workspace.timeZone}
              now={ctx.now()}
            />
          )}
          {(page.nextAfter !== null || page.previousBefore !== null) && (
            <Pager
              summary={`${formatCount(page.members.length, "person", "people")} on this page`}
              previousHref={
                page.previousBefore === null
                  ? undefined
                  : hrefWith({ before: String(page.previousBefore), after: undefined, why: undefined })
              }
              nextHref={
                page.nextAfter === null
                  ? undefined
                  : hrefWith({ after: String(page.nextAfter), before: undefined, why: undefined })
              }
            />
          )}
        </Card>
      </PanelLayout>
    </>
  );
}
