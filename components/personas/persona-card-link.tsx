import Link from "next/link";
import { RhythmMark } from "@/components/charts/rhythm-mark";
import { Pill } from "@/components/ui/pill";
import { formatDay } from "@/lib/days";
import { formatCount, formatPercent } from "@/lib/format";
import { evidenceShare } from "@/lib/personas/listing";
import type { PersonaCard } from "@/lib/personas/persona";
import type { Rhythm } from "@/lib/personas/rhythm";

/** One persona in the list: mark, name, sentence, segment, how much of it rests on evidence, and what no longer holds. */
export function PersonaCardLink({
  persona,
  rhythm,
  today,
}: {
  persona: PersonaCard;
  rhythm: Rhythm | undefined;
  today: string;
}) {
  const { stale } = persona;
  const evidence = evidenceShare(persona);
  const checked = persona.factsCheckedAt?.toISOString().slice(0, 10);
  return (
    <Link
      href={`/personas/${persona.id}`}
      className="flex h-full flex-col gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:bg-hover"
    >
      <span className="flex gap-4">
        {rhythm && <RhythmMark rhythm={rhythm} size={64} decorative />}
        <span className="flex min-w-0 flex-1 flex-col gap-1">
          <span className="text-base font-semibold">{persona.name}</span>
          <span className="line-clamp-2 text-sm text-ink-2">{persona.tagline || "No tagline yet"}</span>
          {stale.slice(0, 2).map((fact) => (
            <span key={fact.key} className="text-xs text-warn">
              {fact.label}: {fact.was}, now {fact.now ?? "no data"}
            </span>
          ))}
          {stale.length > 2 && (
            <span className="text-xs text-warn">and {formatCount(stale.length - 2, "fact")} more</span>
          )}
        </span>
      </span>
      <span className="mt-auto flex flex-wrap gap-1">
        <Pill tone="accent">{persona.segmentName}</Pill>
        <Pill>{persona.size === null ? "size not shown" : formatCount(persona.size, "customer")}</Pill>
        {evidence !== null && (
          <Pill tone={evidence >= 0.5 ? "good" : "plain"}>{formatPercent(evidence, 0)} with evidence</Pill>
        )}
        {persona.factCount > 0 && (
          <Pill tone={stale.length > 0 ? "warn" : "plain"}>
            {formatCount(persona.factCount, "fact")}
            {checked && `, checked ${formatDay(checked, today)}`}
          </Pill>
        )}
        {persona.archivedAt && <Pill tone="warn">archived</Pill>}
      </span>
    </Link>
  );
}
