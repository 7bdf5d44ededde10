import { formatCount, formatNumber } from "@/lib/format";
import type { ImportDetail } from "./import";

type Told = Pick<ImportDetail, "status" | "kind" | "counts" | "error" | "isResumable">;

/** What became of an import that is over, in a sentence or two. */
export function resultSentence({ status, kind, counts, error }: Told): string {
  const { read, created, changed, unchanged, rejected } = counts;
  if (status === "failed") return error ?? "The file could not be read. Upload it again.";
  if (status === "uploading")
    return "The file did not arrive whole. Discard this import and upload it again.";
  const noun = { customers: "customer", orders: "order line", campaign: "row" }[kind];
  if (status === "cancelled")
    return read === 0
      ? "It was stopped before anything was written."
      : `It was stopped after ${formatCount(read, "row")}. What was written stays: ${formatCount(created, `new ${noun}`)} and ${formatNumber(changed)} changed.`;
  if (created + changed + unchanged === 0)
    return rejected === 0
      ? "The filter of the mapping left every row out. Nothing was written."
      : "No row could be taken. The reasons are below; the rows can be downloaded, mended and imported again.";
  if (created + changed === 0) return "Everything in this file was known already. Nothing changed.";
  return `${formatCount(created, `new ${noun}`)}, ${formatNumber(changed)} changed, ${formatNumber(unchanged)} unchanged.`;
}
