import { Blend } from "lucide-react";
import type { Metadata } from "next";
import { OverlapMatrix } from "@/components/segments/overlap/overlap-matrix";
import { SegmentAdder } from "@/components/segments/overlap/segment-adder";
import { dimensionWords } from "@/components/segments/words";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { PanelLayout } from "@/components/ui/side-panel";
import {
  MEASURES,
  type Measure,
  MOST_SHOWN,
  matrixOf,
  ORDERS,
  type Order,
  readIds,
} from "@/lib/segments/overlap/matrix";
import { getOverlap } from "@/lib/segments/overlap/queries";
import { listSegments } from "@/lib/segments/queries";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";
import { PairPanel } from "./pair-panel";

export const metadata: Metadata = { title: "Overlap of segments" };

type Address = { ids?: string; show?: string; sort?: string; open?: string; after?: string };

const MEASURE_LABEL: Record<Measure, string> = {
  count: "People",
  share: "Share of the row",
  likeness: "Likeness",
};
const ORDER_LABEL: Record<Order, string> = { chosen: "As chosen", size: "Largest first", name: "By name" };

export default async function OverlapPage({ searchParams }: { searchParams: Promise<Address> }) {
  const ctx = await getCtx();
  const address = await searchParams;
  const rows = await listSegments(ctx);
  const ids = readIds(address.ids).filter((id) => rows.some((row) => row.id === id));
  const measure = MEASURES.find((one) => one === address.show) ?? "count";
  const order = ORDERS.find((one) => one === address.sort) ?? "chosen";
  const overlap = await getOverlap(ctx, { segmentIds: ids }, pageSignal());
  const matrix = matrixOf(overlap, order);
  const [aId, bId] = readIds(address.open?.replace("~", ","));
  const [a, b] = [aId, bId].map((id) => overlap.segments.find((segment) => segment.id === id));
  const hrefWith = (change: Address) => {
    const next = {
      ids: ids.join(","),
      show: address.show,
      sort: address.sort,
      open: address.open,
      ...change,
    };
    const parts = Object.entries(next).filter(([, value]) => value) as [string, string][];
    return parts.length > 0 ? `/segments/overlap?${new URLSearchParams(parts)}` : "/segments/overlap";
  };
  const adder = (
    <SegmentAdder
      ids={ids}
      most={MOST_SHOWN}
      options={rows.map(({ id, name, dimension }) => ({ id, name, group: dimensionWords(dimension) }))}
    />
  );
  const largest = rows
    .toSorted((one, other) => (other.size ?? -1) - (one.size ?? -1))
    .slice(0, 8)
    .map(({ id }) => id);
  return (
    <>
      <PageHeader crumbs={[{ label: "Segments", href: "/segments" }, { label: "Overlap" }]} />
      <PanelLayout
        panel={
          a &&
          b &&
          a !== b && (
            <PairPanel
              ctx={ctx}
              a={a}
              b={b}
              shared={
                overlap.pairs.find((pair) => [pair.aId, pair.bId].every((id) => [a.id, b.id].includes(id)))
                  ?.people ?? null
              }
              owners={rows.filter((row) => row.id === a.id || row.id === b.id).map((row) => row.ownerId)}
              after={/^\d{1,9}$/.test(address.after ?? "") ? Number(address.after) : 0}
              hrefAfter={(after) => hrefWith({ after })}
              closeHref={hrefWith({ open: undefined })}
            />
          )
        }
      >
        <PageBody>
          <div className="flex flex-wrap items-center gap-2">
            {overlap.segments.map(({ id, name }) => (
              <Chip
                key={id}
                removeLabel={`Remove ${name}`}
                removeHref={hrefWith({ ids: ids.filter((other) => other !== id).join(","), open: undefined })}
              >
                {name}
              </Chip>
            ))}
            {ids.length > 0 && adder}
          </div>
          {ids.length < 2 ? (
            <Card flush>
              <EmptyState
                icon={<Blend />}
                title={ids.length === 0 ? "Choose segments to compare" : "Choose one more segment"}
                action={
                  <>
                    {ids.length === 0 && adder}
                    {largest.length > 1 && (
                      <ButtonLink href={hrefWith({ ids: largest.join(",") })}>
                        Compare the {largest.length} largest
                      </ButtonLink>
                    )}
                  </>
                }
              >
                For every two of up to {MOST_SHOWN} segments: how many people are in both, and which share
                that is.
              </EmptyState>
            </Card>
          ) : (
            <Card>
              <div className="mb-3 flex flex-wrap gap-2">
                <Segmented
                  label="What the cells show"
                  items={MEASURES.map((one) => ({
                    label: MEASURE_LABEL[one],
                    href: hrefWith({ show: one === "count" ? undefined : one }),
                    isCurrent: one === measure,
                  }))}
                />
                <Segmented
                  label="Order"
                  items={ORDERS.map((one) => ({
                    label: ORDER_LABEL[one],
                    href: hrefWith({ sort: one === "chosen" ? undefined : one }),
                    isCurrent: one === order,
                  }))}
                />
              </div>
              <OverlapMatrix
                overlap={overlap}
                matrix={matrix}
                measure={measure}
                floor={ctx.workspace.floor}
                open={aId && bId ? [aId, bId] : null}
                hrefOf={(one, other) => hrefWith({ open: `${one}~${other}` })}
              />
            </Card>
          )}
        </PageBody>
      </PanelLayout>
    </>
  );
}
