import { clsx } from "clsx";
import type { ReactNode } from "react";

const BAR = "rounded-sm bg-sunken dark:bg-hover";
const BLOCK = "rounded-lg bg-sunken dark:bg-hover";
const LENGTHS = ["w-[72%]", "w-[54%]", "w-[64%]", "w-[46%]", "w-[60%]"];

function Rows({ rows }: { rows: number }) {
  return Array.from({ length: rows }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
    <div key={index} className="flex h-row items-center gap-4 border-t border-line px-4 first:border-t-0">
      <span className={clsx(BAR, "h-3 max-w-80", LENGTHS[index % LENGTHS.length])} />
      <span className={clsx(BAR, "ml-auto h-3 w-12")} />
    </div>
  ));
}

/** Rows of a list to come; nothing for 300 ms, then still shapes. */
export function SkeletonRows({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="appear-after-300 flex flex-col">
      <Rows rows={rows} />
    </div>
  );
}

/** What a page will look like: figures over a list, a list, a table over the whole width, cards, a text, a person. */
export type PageShape = "figures" | "list" | "table" | "cards" | "document" | "profile";

const CARD = "rounded-lg border border-line bg-surface";

const SHAPES: Record<PageShape, () => ReactNode> = {
  figures: () => (
    <>
      <div className={clsx(BLOCK, "h-24")} />
      <div className={clsx(CARD, "py-2")}>
        <Rows rows={8} />
      </div>
    </>
  ),
  list: () => (
    <>
      <span className={clsx(BAR, "h-6 w-64 max-w-full")} />
      <div className={clsx(CARD, "py-2")}>
        <Rows rows={7} />
      </div>
    </>
  ),
  table: () => (
    <>
      <div className="flex gap-2">
        <span className={clsx(BAR, "h-7 w-56")} />
        <span className={clsx(BAR, "h-7 w-96 max-md:hidden")} />
      </div>
      <div className={clsx(CARD, "py-2")}>
        <Rows rows={14} />
      </div>
    </>
  ),
  cards: () => (
    <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {[0, 1, 2, 3, 4, 5].map((card) => (
        <div key={card} className={clsx(BLOCK, "h-44")} />
      ))}
    </div>
  ),
  document: () => (
    <>
      <span className={clsx(BAR, "h-7 w-80 max-w-full")} />
      <div className={clsx(CARD, "flex flex-col gap-3 p-6")}>
        {LENGTHS.map((length) => (
          <span key={length} className={clsx(BAR, "h-3", length)} />
        ))}
      </div>
      <div className={clsx(BLOCK, "h-40")} />
    </>
  ),
  profile: () => (
    <div className="grid gap-5 lg:grid-cols-[300px_minmax(0,1fr)]">
      <div className="flex flex-col gap-5">
        <div className={clsx(BLOCK, "h-64")} />
        <div className={clsx(BLOCK, "h-44")} />
      </div>
      <div className="flex flex-col gap-5">
        <div className={clsx(BLOCK, "h-32")} />
        <div className={clsx(CARD, "py-2")}>
          <Rows rows={8} />
        </div>
      </div>
    </div>
  ),
};

/** The shape of a page: its head and what stands below. For loading.tsx. */
export function SkeletonPage({
  shape = "figures",
  label = "Loading the page",
}: {
  shape?: PageShape;
  label?: string;
}) {
  const width = shape === "table" ? "" : shape === "document" ? "max-w-reading" : "max-w-working";
  return (
    <div role="status" aria-label={label} className="appear-after-300">
      <div className="flex min-h-12 items-center border-b border-line px-4 md:px-6">
        <span className={clsx(BAR, "h-3 w-28")} />
      </div>
      <div className={clsx("mx-auto flex w-full flex-col gap-5 px-4 py-5 md:px-6", width)}>
        {SHAPES[shape]()}
      </div>
    </div>
  );
}
