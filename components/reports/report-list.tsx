import Link from "next/link";
import type { Day } from "@/lib/days";
import { formatCount, formatList } from "@/lib/format";
import { lastSpan, spanName } from "@/lib/reports/period";
import type { Report } from "@/lib/reports/report";

/** Saved reports, each with its last period and what it is composed of. */
export function ReportList({ reports, today }: { reports: readonly Report[]; today: Day }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {reports.map(({ id, name, period, segments, campaigns, recipients }) => (
        <li key={id} className="relative rounded-lg border border-line bg-surface p-4 hover:bg-hover">
          <h2 className="text-sm font-semibold">
            <Link href={`/reports/${id}`} className="after:absolute after:inset-0 hover:underline">
              {name}
            </Link>
          </h2>
          <p className="mt-0.5 text-sm text-ink-2">
            {period === "week" ? "Weekly" : "Monthly"}; last{" "}
            {spanName(period, lastSpan(period, today), today)}
          </p>
          <p className="mt-2 text-xs text-ink-3">
            {segments.length === 0 ? "Every segment" : formatCount(segments.length, "segment")},{" "}
            {campaigns.length === 0 ? "every campaign" : formatCount(campaigns.length, "campaign")}.{" "}
            {recipients.length === 0
              ? "Nobody is told."
              : `For ${formatList(recipients.map((person) => person.name))}.`}
          </p>
        </li>
      ))}
    </ul>
  );
}
