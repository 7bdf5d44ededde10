import Link from "next/link";
import { RhythmMark } from "@/components/charts/rhythm-mark";
import { Pill } from "@/components/ui/pill";
import { formatCount } from "@/lib/format";
import type { PersonaCard } from "@/lib/personas/persona";
import type { Rhythm } from "@/lib/personas/rhythm";

/** One persona in the list: mark, name, sentence, segment, and how much of it rests on data. */
export function PersonaCardLink({ persona, rhythm }: { persona: PersonaCard; rhythm: Rhythm | undefined }) {
  return (
    <Link
      href={`/personas/${persona.id}`}
      className="flex h-full gap-4 rounded-lg border border-line bg-surface p-4 transition-colors hover:bg-hover"
    >
      {rhythm && <RhythmMark rhythm={rhythm} size={64} decorative />}
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="text-base font-semibold">{persona.name}</span>
        <span className="line-clamp-2 text-sm text-ink-2">{persona.tagline || "No tagline yet"}</span>
        <span className="mt-auto flex flex-wrap gap-1 pt-2">
          <Pill tone="accent">{persona.segmentName}</Pill>
          <Pill>{persona.size === null ? "size not shown" : formatCount(persona.size, "customer")}</Pill>
          <Pill tone={persona.factCount > 0 ? "good" : "plain"}>
            {formatCount(persona.factCount, "pinned fact")}
          </Pill>
        </span>
      </span>
    </Link>
  );
}
