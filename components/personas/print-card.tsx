import { clsx } from "clsx";
import Link from "next/link";
import type { CSSProperties } from "react";
import { IndexBars } from "@/components/charts/index-bars";
import { RhythmMark } from "@/components/charts/rhythm-mark";
import { formatDay } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { EVIDENCE, type Evidence, type StatementKind } from "@/lib/personas/evidence";
import { factValue, isTooFew, mostDistinct } from "@/lib/personas/fact";
import type { Persona, Statement } from "@/lib/personas/persona";
import { indexText, knownText } from "./fact-words";
import { BESIDE, MOST_BARS, MOST_FACTS, roomOf, zoomOf } from "./sheet-room";
import { STATEMENT_TITLE } from "./statements";

/** Said by a letter on paper, where colour may be missing. */
const LETTER: Record<Evidence, string> = { data: "D", survey: "S", interview: "I", assumption: "A" };

type PrintCardProps = {
  persona: Persona;
  currency: string;
  today: string;
  /** When the members were counted, with the day: "on 27 Nov 2026". */
  counted: string;
  /** Where a fact says what stands behind it: a saved PDF leads there too. */
  hrefOf: (key: string) => string;
  sizeHref: string;
};

/** One A4 sheet for the wall: the persona whole, without a control. */
export function PrintCard({ persona, currency, today, counted, hrefOf, sizeHref }: PrintCardProps) {
  const distinct = mostDistinct(persona.computed.facts, MOST_BARS);
  const facts = persona.card.slice(0, MOST_FACTS);
  const { statements } = persona;
  const room = roomOf(statements.filter(({ kind }) => BESIDE.includes(kind)).length);
  const below = roomOf(statements.filter(({ kind }) => !BESIDE.includes(kind)).length);
  return (
    <article
      style={{ "--zoom": zoomOf(persona, distinct.length) } as CSSProperties}
      className="flex w-full max-w-[182mm] flex-col gap-5 rounded-lg border border-line bg-surface p-5 md:p-8 print:h-[calc(238mm/var(--zoom))] print:max-w-none print:[zoom:var(--zoom)] print:gap-[5mm] print:overflow-hidden print:rounded-none print:border-0 print:p-0"
    >
      <header className="flex gap-5">
        {persona.size !== null && <RhythmMark rhythm={persona.computed.rhythm} size={112} />}
        <div className="min-w-0 flex-1">
          <h1 className="text-2xl font-semibold text-balance">{persona.name}</h1>
          {persona.tagline && <p className="mt-1 text-md text-ink-2">{persona.tagline}</p>}
          <p className="num mt-2 text-xs text-ink-3">
            {persona.segmentName}
            {persona.size !== null && (
              <>
                {" · "}
                <Link href={sizeHref as "/"} className="hover:underline">
                  {formatCount(persona.size, "customer")}
                </Link>
              </>
            )}
            {persona.journeyStage && ` · ${persona.journeyStage} stage`} · {formatDay(today)}
          </p>
        </div>
      </header>
      {persona.quote && (
        <blockquote className="border-l-4 border-accent pl-4 text-lg text-balance">
          “{persona.quote}”
        </blockquote>
      )}
      {persona.story && <p className="line-clamp-6 flex-none text-sm whitespace-pre-line">{persona.story}</p>}
      <div className="gap-x-8 md:columns-2 print:columns-2 [&>section]:mb-4 [&>section]:break-inside-avoid">
        {facts.length > 0 && (
          <section>
            <h2 className="mb-1 text-sm font-semibold">Facts</h2>
            <dl className="divide-y divide-line text-sm">
              {facts.map(({ key, pinned, now }) => (
                <div key={key} className="flex items-baseline gap-2 py-1">
                  <dt className="min-w-0 flex-1 text-ink-2">{now?.label ?? pinned.label}</dt>
                  <dd className="num font-semibold whitespace-nowrap">
                    <Link href={hrefOf(key) as "/"} className="hover:underline">
                      <span className="sr-only">{now?.label ?? pinned.label}: </span>
                      {now ? factValue(now, currency) : "no data now"}
                    </Link>
                  </dd>
                  <dd className="num w-20 text-right text-2xs whitespace-nowrap text-ink-3">
                    {now && !isTooFew(now) && (
                      <Link href={hrefOf(key) as "/"} tabIndex={-1} className="hover:underline">
                        {knownText(now)}
                      </Link>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
            {persona.card.length > facts.length && (
              <p className="mt-1 text-xs text-ink-3">
                and {persona.card.length - facts.length} more in Facet
              </p>
            )}
          </section>
        )}
        {BESIDE.map((kind) => (
          <Said key={kind} kind={kind} statements={statements} room={room} />
        ))}
        {distinct.length > 0 && (
          <section>
            <h2 className="mb-1.5 text-sm font-semibold">Against all customers</h2>
            <IndexBars
              label="How often each is true, compared with all customers"
              items={distinct.map((fact) => ({
                key: fact.key,
                label: fact.label,
                index: fact.index ?? 1,
                text: indexText(fact),
                href: hrefOf(fact.key),
              }))}
            />
          </section>
        )}
      </div>
      <div className="mt-auto grid gap-4 md:grid-cols-2 print:grid-cols-2">
        <Said kind="say" statements={statements} room={below} className="rounded-lg bg-good-soft p-3" />
        <Said kind="do not" statements={statements} room={below} className="rounded-lg bg-bad-soft p-3" />
      </div>
      {statements.length > 0 && (
        <p className="text-2xs text-ink-3">
          {EVIDENCE.map((evidence) => `${LETTER[evidence]} ${evidence}`).join(" · ")}
          {facts.length > 0 && `. Facts computed from the members ${counted}.`}
        </p>
      )}
    </article>
  );
}

function Said({
  kind,
  statements,
  room,
  className,
}: {
  kind: StatementKind;
  statements: readonly Statement[];
  room: ReturnType<typeof roomOf>;
  className?: string;
}) {
  const own = statements.filter((statement) => statement.kind === kind);
  if (own.length === 0) return null;
  return (
    <section className={className}>
      <h2 className="mb-0.5 text-sm font-semibold">{STATEMENT_TITLE[kind]}</h2>
      <ul className={clsx("flex flex-col gap-1", room.isSmall ? "text-xs" : "text-sm")}>
        {own.slice(0, room.most).map(({ id, text, evidence }) => (
          <li key={id} className="flex items-baseline gap-2">
            <span className={clsx("min-w-0 flex-1", room.lines === 2 ? "line-clamp-2" : "line-clamp-3")}>
              {text}
            </span>
            <abbr title={evidence} className="text-2xs text-ink-3 no-underline">
              {LETTER[evidence]}
            </abbr>
          </li>
        ))}
        {own.length > room.most && (
          <li className="text-xs text-ink-3">and {own.length - room.most} more in Facet</li>
        )}
      </ul>
    </section>
  );
}
