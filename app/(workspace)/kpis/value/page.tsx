import { Coins } from "lucide-react";
import type { Metadata } from "next";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { FitCheck, FitTable, ValueWarnings } from "@/components/value/fit-view";
import { ValueFormula } from "@/components/value/formula";
import { GroupValueFigures, ValueByChance } from "@/components/value/group-value";
import { RequestValues, ValueProgress } from "@/components/value/run-panel";
import { SegmentValues } from "@/components/value/segment-values";
import { can } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format";
import { getGroupValue, getValueState, listSegmentValues } from "@/lib/value/queries";
import { isRunning, LEAST_BUYERS, LEAST_REPEATERS } from "@/lib/value/report";
import { getCtx } from "@/lib/web/session";
import { requestValues, stopValues } from "../actions";

export const metadata: Metadata = { title: "Expected value" };

export default async function ValuePage() {
  const ctx = await getCtx();
  const { currency, floor, timeZone } = ctx.workspace;
  const { role } = ctx.actor;
  const [{ current, inUse }, whole, segments] = await Promise.all([
    getValueState(ctx),
    getGroupValue(ctx, { segmentId: null }),
    listSegmentValues(ctx),
  ]);
  const mayRun = can(role, "scores:edit");
  const runs = current !== null && isRunning(current.stage);
  const percent = Math.round((inUse?.discount ?? current?.discount ?? 0.1) * 1000) / 10;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "KPIs", href: "/kpis" }, { label: "Expected value" }]}
        actions={<PrintButton>Print</PrintButton>}
        primary={
          mayRun && !runs && <RequestValues request={requestValues} discount={percent} isFirst={!inUse} />
        }
      />
      <PageBody>
        <KpiTabs current="value" />
        {runs && <ValueProgress run={current} {...(mayRun && { stop: stopValues })} />}
        {current?.stage === "failed" && (
          <Callout tone="bad" title="The last run failed.">
            It is tried again by itself; everybody keeps the values of the run before.
          </Callout>
        )}
        {current?.stage === "tooFew" && (
          <Callout tone="warn" title="Too few buyers.">
            {LEAST_BUYERS} customers with an order, {LEAST_REPEATERS} of them with a second, are the least
            that a fit can rest on.
          </Callout>
        )}
        {inUse && whole.people !== null ? (
          <>
            <ValueWarnings fit={inUse.fit} />
            <GroupValueFigures value={{ ...whole, people: whole.people }} currency={currency} />
            <Card>
              <ValueByChance
                value={{ ...whole, people: whole.people }}
                currency={currency}
                floor={floor}
                segmentId={null}
                mayBuild={can(role, "segments:edit")}
              />
            </Card>
            <Card title="Per segment" meta="today’s members; a person may be in several" flush>
              {segments.length === 0 ? (
                <EmptyState title="No segment has buyers" compact>
                  Make a segment, and what is expected of its members stands here.
                </EmptyState>
              ) : (
                <SegmentValues rows={segments} currency={currency} floor={floor} />
              )}
            </Card>
            <Card>
              <FitCheck fit={inUse.fit} />
            </Card>
            <Card title="The models" meta={`fitted ${formatMoment(inUse.at, timeZone, ctx.now())}`} flush>
              <FitTable fit={inUse.fit} currency={currency} />
            </Card>
          </>
        ) : (
          !runs && (
            <Card>
              <EmptyState icon={<Coins />} title="No expected values yet" compact>
                From the rhythm of their orders, each customer gets a chance to still buy, and the orders and
                money to expect in the coming 12 months.{" "}
                {mayRun ? "Compute them now, or wait for the night." : "They are computed each night."}
              </EmptyState>
            </Card>
          )
        )}
        <Card title="How it is computed">
          <ValueFormula discount={percent} />
        </Card>
      </PageBody>
    </>
  );
}
