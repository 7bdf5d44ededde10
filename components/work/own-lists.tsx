import Link from "next/link";
import { StatusPill } from "@/components/campaigns/status-pill";
import { Pill } from "@/components/ui/pill";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { CampaignRow } from "@/lib/campaigns/campaign";
import { type Day, formatDayRange } from "@/lib/days";
import { formatCount } from "@/lib/format";
import type { PersonaCard } from "@/lib/personas/persona";

const ROW = "flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 md:flex-nowrap";
const LIST = "divide-y divide-line rounded-lg border border-line bg-surface";
const NAME = "min-w-0 flex-1 text-base font-medium max-md:basis-full";

/** Campaigns that one answers for: how each stands, when it runs, how far it is. */
export function OwnCampaigns({ rows, today }: { rows: readonly CampaignRow[]; today: Day }) {
  return (
    <ul className={LIST}>
      {rows.map((row) => (
        <li key={row.id} className={ROW}>
          <p className={NAME}>
            <Link href={`/campaigns/${row.id}`} className="hover:underline">
              {row.name}
            </Link>
          </p>
          <StatusPill status={row.status} />
          {row.tactics.late > 0 && <Pill tone="warn">{formatCount(row.tactics.late, "tactic")} late</Pill>}
          {row.progress !== null && (
            <span className="w-20 flex-none">
              <ProgressBar label={`Progress of ${row.name}`} share={row.progress / 100} />
            </span>
          )}
          <span className="num flex-none text-xs whitespace-nowrap text-ink-2 md:w-36 md:text-right">
            {formatDayRange(row.startOn, row.endOn, today)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Personas of one's segments, and which of their facts no longer hold. */
export function OwnPersonas({ rows }: { rows: readonly PersonaCard[] }) {
  return (
    <ul className={LIST}>
      {rows.map((row) => (
        <li key={row.id} className={ROW}>
          <p className={NAME}>
            <Link href={`/personas/${row.id}`} className="hover:underline">
              {row.name}
            </Link>
          </p>
          {row.stale.length > 0 && (
            <Pill tone="warn">
              {formatCount(row.stale.length, "fact")} {row.stale.length === 1 ? "moved" : "have moved"}
            </Pill>
          )}
          <Link
            href={`/segments/${row.segmentId}`}
            className="min-w-0 truncate py-0.5 text-xs text-ink-2 hover:text-ink hover:underline"
          >
            {row.segmentName}
          </Link>
        </li>
      ))}
    </ul>
  );
}
