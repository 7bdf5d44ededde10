import { Keyboard } from "lucide-react";
import type { Metadata } from "next";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { ValueButtons } from "@/components/kpis/values/value-buttons";
import { ValueFilters } from "@/components/kpis/values/value-filters";
import { ValueHistory, ValueTable } from "@/components/kpis/values/value-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { can } from "@/lib/auth/permissions";
import { ValueQuery } from "@/lib/kpis/values/model";
import { getValueChoices, listValues } from "@/lib/kpis/values/queries";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import { pasteValues, removeValue, typeValue, undoValues } from "../actions";

export const metadata: Metadata = { title: "Typed values" };

type Address = Record<string, string | string[] | undefined>;

const ACTIONS = { type: typeValue, paste: pasteValues, remove: removeValue, undo: undoValues };

export default async function ValuesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const ctx = await getCtx();
  const query = ValueQuery.parse(await searchParams);
  const [page, choices] = await Promise.all([listValues(ctx, query), getValueChoices(ctx)]);
  const { before, ...filters } = query;
  const chosen = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const narrowed = chosen.filter(([key]) => key !== "show");
  const hrefTo = (cursor: Record<string, string>) =>
    `/kpis/values?${new URLSearchParams([...chosen, ...Object.entries(cursor)])}`;
  const { currency, timeZone } = ctx.workspace;
  const setting = { choices, today: todayIn(timeZone, ctx.now()), currency };
  const mayType = can(ctx.actor.role, "kpis:type");
  const isHistory = query.show === "history";
  const list = { rows: page.rows, setting, timeZone, now: ctx.now(), ...(mayType && { actions: ACTIONS }) };
  return (
    <>
      <PageHeader
        crumbs={[{ label: "KPIs", href: "/kpis" }, { label: "Typed values" }]}
        primary={mayType && <ValueButtons setting={setting} actions={ACTIONS} />}
      />
      <PageBody width="full">
        <KpiTabs current="values" />
        <ValueFilters
          choices={choices}
          today={setting.today}
          active={narrowed.length}
          csvHref={`/api/kpis/values/export?${new URLSearchParams(chosen)}`}
        />
        <Card flush>
          {page.rows.length === 0 ? (
            <EmptyState
              icon={<Keyboard />}
              title={narrowed.length > 0 ? "No value under these filters" : "No value was typed yet"}
              action={narrowed.length > 0 && <ButtonLink href="/kpis/values">Clear filters</ButtonLink>}
            >
              {narrowed.length > 0
                ? "Take a filter away to see more."
                : "What Facet cannot see, such as visits of a stand, sales by phone or cost of an advertisement, is typed or pasted here by day. It adds to what is counted, and every figure says how much of it was typed."}
            </EmptyState>
          ) : (
            <>
              {isHistory ? <ValueHistory {...list} /> : <ValueTable {...list} />}
              {(page.before || before) && (
                <Pager
                  previousHref={before ? hrefTo({}) : undefined}
                  nextHref={page.before ? hrefTo({ before: page.before }) : undefined}
                  summary={isHistory ? "Latest entry first" : "Latest day first"}
                />
              )}
            </>
          )}
        </Card>
      </PageBody>
    </>
  );
}
