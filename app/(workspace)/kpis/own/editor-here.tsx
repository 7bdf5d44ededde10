import { FormulaEditor } from "@/components/kpis/formulas/formula-editor";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import type { Formula } from "@/lib/kpis/formulas/formula";
import { getUsableNames } from "@/lib/kpis/formulas/queries";
import { TERMS } from "@/lib/kpis/formulas/term";
import { getCtx } from "@/lib/web/session";
import { changeFormula, defineFormula } from "../actions";

/** The editor of a KPI, or who may define one. */
export async function EditorHere({ kpi }: { kpi?: Formula }) {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  const title = kpi?.name ?? "Define KPI";
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "KPIs", href: "/kpis" },
          { label: "Your own", href: "/kpis/own" },
          { label: title },
        ]}
      />
      <PageBody>
        <KpiTabs current="own" />
        {can(role, "kpis:define") ? (
          <FormulaEditor
            kpi={kpi}
            figures={TERMS.map(({ name, label }) => ({ name, label }))}
            usable={await getUsableNames(ctx)}
            currency={ctx.workspace.currency}
            define={defineFormula}
            change={changeFormula}
          />
        ) : (
          <NoPermission
            what="Define KPI"
            why={`KPIs of the workspace’s own are read by everybody, and not defined by your role, ${ROLE_LABEL[role].toLowerCase()}.`}
            who="a manager or an owner"
          />
        )}
      </PageBody>
    </>
  );
}
