import { clsx } from "clsx";

const BAR = "rounded-sm bg-sunken dark:bg-hover";
const LENGTHS = ["w-[72%]", "w-[54%]", "w-[64%]", "w-[46%]", "w-[60%]"];

/** Rows of a list to come; nothing for 300 ms, then still shapes. */
export function SkeletonRows({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="appear-after-300 flex flex-col">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
        <div key={index} className="flex h-row items-center gap-4 border-t border-line px-4 first:border-t-0">
          <span className={clsx(BAR, "h-3 max-w-80", LENGTHS[index % LENGTHS.length])} />
          <span className={clsx(BAR, "ml-auto h-3 w-12")} />
        </div>
      ))}
    </div>
  );
}

/** The shape of a page: head, figures, a card of rows. For loading.tsx. */
export function SkeletonPage({ label = "Loading the page" }: { label?: string }) {
  return (
    <div role="status" aria-label={label} className="appear-after-300">
      <div className="flex min-h-12 items-center border-b border-line px-4 md:px-6">
        <span className={clsx(BAR, "h-3 w-28")} />
      </div>
      <div className="mx-auto flex w-full max-w-working flex-col gap-5 px-4 py-5 md:px-6">
        <span className={clsx(BAR, "h-6 w-64 max-w-full")} />
        <div className={clsx(BAR, "h-24 rounded-lg")} />
        <div className="rounded-lg border border-line bg-surface py-2">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <div key={row} className="flex h-row items-center gap-4 px-4">
              <span className={clsx(BAR, "h-3 max-w-80", LENGTHS[row % LENGTHS.length])} />
              <span className={clsx(BAR, "ml-auto h-3 w-12")} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
