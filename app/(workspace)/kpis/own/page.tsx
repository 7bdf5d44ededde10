import { Sigma } from "lucide-react";
import type { Metadata } from "next";
import { FormulaList } from "@/components/kpis/formulas/formula-list";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { listFormulas } from "@/lib/kpis/formulas/queries";
import { getCtx } from "@/lib/web/session";
import { archiveFormula, restoreFormula } from "../actions";

export const metadata: Metadata = { title: "Your own KPIs" };

export default async function OwnKpisPage() {
  const ctx = await getCtx();
  const rows = await listFormulas(ctx);
  const mayDefine = can(ctx.actor.role, "kpis:define");
  const define = (
    <ButtonLink variant="primary" href="/kpis/own/new" data-new="">
      Define KPI
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "KPIs", href: "/kpis" }, { label: "Your own" }]}
        primary={mayDefine && define}
      />
      <PageBody>
        <KpiTabs current="own" />
        <Card flush>
          {rows.length === 0 ? (
            <EmptyState icon={<Sigma />} title="No KPI of your own yet" action={mayDefine && define}>
              A formula over events, orders, typed values and the figures of the catalogue, such as sign-ups
              per member. A manager or an owner defines it; it then stands beside the others.
            </EmptyState>
          ) : (
            <FormulaList
              rows={rows}
              currency={ctx.workspace.currency}
              {...(mayDefine && { actions: { archive: archiveFormula, restore: restoreFormula } })}
            />
          )}
        </Card>
      </PageBody>
    </>
  );
}
