import Link from "next/link";
import { RhythmMark } from "@/components/charts/rhythm-mark";
import { Pill } from "@/components/ui/pill";
import { formatDay } from "@/lib/days";
import { formatCount } from "@/lib/format";
import type { Persona } from "@/lib/personas/persona";

type PersonaHeadProps = {
  persona: Persona;
  floor: number;
  today: string;
  /** What stands behind the number of members. */
  sizeHref: string;
};

/** Mark, name and tagline, and what the persona stands on. */
export function PersonaHead({ persona, floor, today, sizeHref }: PersonaHeadProps) {
  const supported = persona.statements.filter(({ evidence }) => evidence !== "assumption").length;
  const checked = persona.factsCheckedAt?.toISOString().slice(0, 10);
  return (
    <header className="flex flex-wrap gap-5">
      {persona.size !== null && <RhythmMark rhythm={persona.computed.rhythm} size={96} />}
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="text-xl font-semibold text-balance">{persona.name}</h1>
        {persona.tagline && <p className="mt-1 max-w-[60ch] text-md text-ink-2">{persona.tagline}</p>}
        <p className="mt-2 flex flex-wrap items-center gap-1.5">
          <Link href={`/segments/${persona.segmentId}`} className="flex">
            <Pill tone="accent">{persona.segmentName}</Pill>
          </Link>
          {persona.size === null ? (
            <Pill>fewer than {floor} customers</Pill>
          ) : (
            <Link href={sizeHref as "/"} className="flex">
              <Pill>{formatCount(persona.size, "customer")}</Pill>
            </Link>
          )}
          <a href="#facts" className="flex">
            <Pill tone="good">{formatCount(persona.card.length, "live fact")}</Pill>
          </a>
          {persona.statements.length > 0 && (
            <a href="#statements" className="flex">
              <Pill>
                {supported} of {formatCount(persona.statements.length, "statement")} with evidence
              </Pill>
            </a>
          )}
          {persona.journeyStage && <Pill>{persona.journeyStage} stage</Pill>}
          {checked && <Pill>checked {formatDay(checked, today)}</Pill>}
          {persona.archivedAt && <Pill tone="warn">archived</Pill>}
        </p>
        {persona.siblings.length > 0 && (
          <p className="mt-2 flex flex-wrap items-center gap-x-2 text-xs text-ink-3 print:hidden">
            Also of this segment:
            {persona.siblings.map(({ id, name }) => (
              <Link
                key={id}
                href={`/personas/${id}`}
                className="inline-flex min-h-6 items-center underline underline-offset-2"
              >
                {name}
              </Link>
            ))}
          </p>
        )}
      </div>
    </header>
  );
}
