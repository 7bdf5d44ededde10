import { ArrowLeftRight } from "lucide-react";
import type { Metadata } from "next";
import { CountedNote } from "@/components/lifecycle/counted-note";
import { FlowFigure, FlowTable } from "@/components/segments/flows/flow-figure";
import { PeopleList } from "@/components/segments/flows/people-list";
import { PeriodForm } from "@/components/segments/flows/period-form";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PanelLayout, SidePanel } from "@/components/ui/side-panel";
import { grants } from "@/lib/auth/permissions";
import { addDays, formatDay } from "@/lib/days";
import { formatCount, formatList, formatMoment } from "@/lib/format";
import { comparedDay } from "@/lib/lifecycle/view";
import { readPeriod } from "@/lib/segments/flows/flows";
import { getFlows, listFlowPeople } from "@/lib/segments/flows/queries";
import { listSegments } from "@/lib/segments/queries";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Movement between segments" };

type Address = { parent?: string; from?: string; to?: string; open?: string; after?: string; count?: string };

export default async function MovementPage({ searchParams }: { searchParams: Promise<Address> }) {
  const ctx = await getCtx();
  const address = await searchParams;
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const rows = await listSegments(ctx);
  const parents = rows.filter(({ id }) => rows.filter(({ parentId }) => parentId === id).length > 1);
  const parent = rows.find(({ id }) => id === address.parent);
  const parentId = parent?.id ?? null;
  const { from, to } = readPeriod(address, today, addDays(comparedDay(today), 1));
  const query = { parentId, from, to };
  const { countedAt, ...flows } = await getFlows(
    ctx,
    { ...query, isFresh: address.count === "now" },
    pageSignal(),
  );
  const counted = countedAt && formatMoment(countedAt, ctx.workspace.timeZone, ctx.now());
  const [a = "", b = ""] = (address.open ?? "").split("~");
  const opened = flows.flows.find((flow) => flow.from === a && flow.to === b);
  const hrefWith = (change: Address) => {
    const next = { parent: parentId ?? undefined, from, to, open: address.open, ...change };
    const parts = Object.entries(next).filter(([, value]) => value) as [string, string][];
    return `/segments/movement?${new URLSearchParams(parts)}`;
  };
  const label = (key: string) => flows.nodes.find((node) => node.key === key)?.label ?? key;
  const grant = grants(ctx.actor.role, "customers:see");
  const seesPeople =
    grant === "all" || (grant === "assigned" && parent !== undefined && parent.ownerId === ctx.actor.userId);
  const after = /^\d{1,9}$/.test(address.after ?? "") ? Number(address.after) : 0;
  const page = opened && seesPeople ? await listFlowPeople(ctx, { ...query, a, b, after }) : null;
  const shared = {
    flows,
    floor: ctx.workspace.floor,
    open: opened ?? null,
    hrefOf: (one: string, other: string) =>
      hrefWith({ open: one === a && other === b ? undefined : `${one}~${other}` }),
  };
  return (
    <>
      <PageHeader crumbs={[{ label: "Segments", href: "/segments" }, { label: "Movement" }]} />
      <PanelLayout
        panel={
          opened && (
            <SidePanel
              title={a === b ? `Stayed: ${label(a)}` : `${label(a)} to ${label(b)}`}
              lead={
                opened.people === null
                  ? `fewer than ${ctx.workspace.floor} people`
                  : formatCount(opened.people, "person", "people")
              }
              closeHref={hrefWith({ open: undefined })}
            >
              {page ? (
                <PeopleList
                  people={page.people}
                  nextHref={page.nextAfter === null ? null : hrefWith({ after: String(page.nextAfter) })}
                  firstHref={after > 0 ? hrefWith({}) : null}
                />
              ) : (
                <p className="text-sm text-ink-3">
                  {grant === "none"
                    ? "Your role sees counts, not persons. An owner of the workspace can change it."
                    : "You see people of segments that you own. Take the segment above these to see them."}
                </p>
              )}
            </SidePanel>
          )
        }
      >
        <PageBody>
          <PeriodForm parents={parents} parentId={parentId} from={from} to={to} today={today} />
          {flows.madeSince.length > 0 && (
            <Callout title="Made within this time:">
              {formatList(flows.madeSince.map((name) => `“${name}”`))}. Before that, nobody could be in{" "}
              {flows.madeSince.length === 1 ? "it" : "them"}.
            </Callout>
          )}
          {flows.flows.length === 0 ? (
            <Card flush>
              <EmptyState icon={<ArrowLeftRight />} title="Nobody was in any of these in that time">
                {parent
                  ? "Choose another segment with children, other days, or the lifecycle stages."
                  : "Customers appear here once they are imported."}
              </EmptyState>
            </Card>
          ) : (
            <>
              <Card>
                <FlowFigure
                  {...shared}
                  title={parent ? `Between the children of ${parent.name}` : "Between lifecycle stages"}
                  days={{ from: formatDay(from, today), to: formatDay(to, today) }}
                />
              </Card>
              <Card flush title="Every move" meta="a row opens the people">
                <FlowTable {...shared} />
              </Card>
              <CountedNote at={counted} path="/segments/movement" query={{ from, to }} />
            </>
          )}
        </PageBody>
      </PanelLayout>
    </>
  );
}
