import type { Metadata } from "next";
import { found } from "@/lib/errors";
import { getFormula } from "@/lib/kpis/formulas/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { EditorHere } from "../editor-here";

export const metadata: Metadata = { title: "KPI of your own" };

export default async function OwnKpiPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const formulaId = (await params).id;
  const kpi = await orNotFound(getFormula(ctx, { formulaId }).then((row) => found(row, "KPI")));
  return <EditorHere kpi={kpi} />;
}
