import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { AuditFilters } from "@/components/settings/audit-filters";
import { AuditTable } from "@/components/settings/audit-table";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermission } from "@/components/ui/no-permission";
import { Pager } from "@/components/ui/pager";
import { AREAS } from "@/lib/audit/areas";
import { AuditQuery } from "@/lib/audit/model";
import { listAudit, listAuditPeople } from "@/lib/audit/queries";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { formatList } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";

export const metadata: Metadata = { title: "Audit log" };

type Address = Record<string, string | string[] | undefined>;

export default async function AuditPage({ searchParams }: { searchParams: Promise<Address> }) {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  if (!can(role, "audit:read"))
    return (
      <SettingsFrame current="audit" role={role}>
        <NoPermission
          what="Audit log"
          why={`It shows what everybody did, and is not open to your role, ${ROLE_LABEL[role].toLowerCase()}.`}
          who={formatList(await listOwnerNames(ctx), "or")}
        />
      </SettingsFrame>
    );
  const query = AuditQuery.parse(await searchParams);
  const [page, people] = await Promise.all([listAudit(ctx, query), listAuditPeople(ctx)]);
  const { who, area } = query;
  const hrefTo = (cursor: Record<string, string>) =>
    `/settings/audit?${new URLSearchParams({ ...(who && { who }), ...(area && { area }), ...cursor })}`;
  const name = who === "facet" ? "Facet itself" : people.find(({ userId }) => userId === who)?.name;
  return (
    <SettingsFrame current="audit" role={role}>
      <AuditFilters who={who} area={area} people={people} />
      <Card flush>
        {page.rows.length === 0 ? (
          <EmptyState
            icon={<ScrollText />}
            title="No line in the log"
            action={(who || area) && <ButtonLink href="/settings/audit">Clear filters</ButtonLink>}
          >
            {who || area
              ? `Nothing by ${name ?? "anybody"}${area ? ` in “${AREAS[area].label}”` : ""}.`
              : "Every change, export and sign-in appears here."}
          </EmptyState>
        ) : (
          <>
            <AuditTable rows={page.rows} timeZone={ctx.workspace.timeZone} now={ctx.now()} />
            {(page.before || page.after) && (
              <Pager
                previousHref={page.after ? hrefTo({ after: page.after }) : undefined}
                nextHref={page.before ? hrefTo({ before: page.before }) : undefined}
                summary="Newest first"
              />
            )}
          </>
        )}
      </Card>
    </SettingsFrame>
  );
}
