import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { ConcessionList } from "@/components/campaigns/conflicts/concession-list";
import { ConflictList } from "@/components/campaigns/conflicts/conflict-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Toolbar } from "@/components/ui/toolbar";
import { grants } from "@/lib/auth/permissions";
import { CONFLICT_KINDS, CONFLICT_LABEL } from "@/lib/campaigns/conflicts/conflict";
import { listConcessions, listConflicts } from "@/lib/campaigns/conflicts/queries";
import { formatCount } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { allowConflict, applyRemedy, disallowConflict } from "../actions";

export const metadata: Metadata = { title: "Campaign conflicts" };

type Props = { searchParams: Promise<{ kind?: string }> };

export default async function ConflictsPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const [all, concessions] = await Promise.all([listConflicts(ctx), listConcessions(ctx)]);
  const { kind } = await searchParams;
  const asked = CONFLICT_KINDS.find((each) => each === kind);
  const shown = asked ? all.filter((conflict) => conflict.kind === asked) : all;
  const open = shown.filter(({ allowed }) => !allowed);
  const quiet = shown.filter(({ allowed }) => allowed);
  const list = {
    canAllow: grants(ctx.actor.role, "campaigns:edit") === "all",
    actions: { apply: applyRemedy, allow: allowConflict, disallow: disallowConflict },
  };
  return (
    <>
      <PageHeader crumbs={[{ label: "Campaigns", href: "/campaigns" }, { label: "Conflicts" }]} />
      <PageBody>
        <Toolbar label="conflicts" summary={formatCount(open.length, "open conflict")}>
          <FilterSelect
            label="Kind"
            param="kind"
            all="Every kind"
            options={CONFLICT_KINDS.map((value) => ({ value, label: CONFLICT_LABEL[value] }))}
          />
        </Toolbar>
        <Card flush>
          {open.length === 0 ? (
            <EmptyState
              compact
              icon={<CircleCheck />}
              title={asked ? "No open conflict of this kind" : "No open conflict"}
              action={asked && <ButtonLink href="/campaigns/conflicts">Show every kind</ButtonLink>}
            >
              Two campaigns that reach the same people, too many contacts, too much work, a broken dependency,
              a milestone past its date and a launch without approved content would stand here.
            </EmptyState>
          ) : (
            <ConflictList conflicts={open} {...list} />
          )}
        </Card>
        <ConcessionList concessions={concessions} apply={applyRemedy} />
        {quiet.length > 0 && (
          <Card title="Allowed" meta="quiet until they grow" flush>
            <ConflictList conflicts={quiet} {...list} />
          </Card>
        )}
      </PageBody>
    </>
  );
}
