import { X } from "lucide-react";
import Link from "next/link";
import type { CSSProperties } from "react";
import { RhythmMark } from "@/components/charts/rhythm-mark";
import { Card } from "@/components/ui/card";
import { IconLink } from "@/components/ui/icon-button";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatCount } from "@/lib/format";
import type { ComparedRow } from "@/lib/personas/comparison/comparison";
import { STATEMENT_KINDS } from "@/lib/personas/evidence";
import { type Fact, factValue, isDistinct, isTooFew } from "@/lib/personas/fact";
import type { Persona } from "@/lib/personas/persona";
import { EvidencePill } from "./evidence-pill";
import { indexText } from "./fact-words";
import { STATEMENT_TITLE } from "./statements";

/** A column per persona where there is room for four. */
const ACROSS = "grid gap-4 sm:grid-cols-2 lg:[grid-template-columns:repeat(var(--across),minmax(0,1fr))]";

export type CompareTableProps = {
  personas: readonly Persona[];
  rows: readonly ComparedRow[];
  currency: string;
  floor: number;
  /** When the members of the one counted first were counted: "as of 09:41". */
  counted: string;
  hrefWithout: (personaId: string) => string;
  /** What stands behind the number of members. */
  sizeHrefOf: (persona: Persona) => string;
};

/** Personas side by side: who they are, their facts on the same rows, and what the team says of each. */
export function CompareTable({
  personas,
  rows,
  currency,
  floor,
  counted,
  hrefWithout,
  sizeHrefOf,
}: CompareTableProps) {
  const across = { "--across": personas.length } as CSSProperties;
  return (
    <>
      <ul className={ACROSS} style={across}>
        {personas.map((persona) => (
          <li key={persona.id} className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4">
            <div className="flex gap-3">
              {persona.size !== null && <RhythmMark rhythm={persona.computed.rhythm} size={56} decorative />}
              <h2 className="min-w-0 flex-1 text-base font-semibold text-balance">
                <Link href={`/personas/${persona.id}`} className="hover:underline">
                  {persona.name}
                </Link>
              </h2>
              <IconLink
                label={`Take ${persona.name} out`}
                href={hrefWithout(persona.id) as "/"}
                scroll={false}
                className="-mt-2 -mr-2 print:hidden"
              >
                <X aria-hidden="true" />
              </IconLink>
            </div>
            <p className="text-sm text-ink-2">{persona.tagline}</p>
            <p className="mt-auto flex flex-wrap gap-1">
              <Pill tone="accent">{persona.segmentName}</Pill>
              {persona.size === null ? (
                <Pill>fewer than {floor} customers</Pill>
              ) : (
                <Link href={sizeHrefOf(persona) as "/"} className="flex">
                  <Pill>{formatCount(persona.size, "customer")}</Pill>
                </Link>
              )}
              {persona.journeyStage && <Pill>{persona.journeyStage}</Pill>}
            </p>
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <Card
          title="Facts"
          meta={`${counted}; pinned to one of the cards, or setting one of the groups apart`}
          flush
        >
          <Table label="Facts side by side">
            <TableHead sticky={false}>
              <Th>Fact</Th>
              {personas.map(({ id, name }) => (
                <Th key={id} num>
                  {shortName(name)}
                </Th>
              ))}
            </TableHead>
            <TableBody>
              {rows.map(({ key, label, facts }) => (
                <Tr key={key}>
                  <RowHeader className="md:max-w-64 max-md:basis-full">{label}</RowHeader>
                  {personas.map(({ id, name }, index) => (
                    <Td key={id} num label={shortName(name)}>
                      <FactCell fact={facts[index]} personaId={id} name={name} currency={currency} />
                    </Td>
                  ))}
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
      {STATEMENT_KINDS.map((kind) =>
        personas.every(({ statements }) => statements.every((one) => one.kind !== kind)) ? null : (
          <section key={kind}>
            <h2 className="mb-2 text-sm font-semibold">{STATEMENT_TITLE[kind]}</h2>
            <div className={ACROSS} style={across}>
              {personas.map((persona) => {
                const own = persona.statements.filter((one) => one.kind === kind);
                return (
                  <div key={persona.id} className="rounded-lg border border-line bg-surface p-3">
                    <h3 className="text-xs text-ink-3">{shortName(persona.name)}</h3>
                    {own.length === 0 ? (
                      <p className="text-sm text-ink-3">Nothing said yet.</p>
                    ) : (
                      <ul className="flex flex-col gap-1 text-sm">
                        {own.map(({ id, text, evidence }) => (
                          <li key={id}>
                            {text} <EvidencePill evidence={evidence} />
                          </li>
                        ))}
                      </ul>
                    )}
                  </div>
                );
              })}
            </div>
          </section>
        ),
      )}
    </>
  );
}

/** "Egle" of "Egle, the careful brewer": enough above a column. */
const shortName = (name: string) => name.split(",")[0] ?? name;

function FactCell({
  fact,
  personaId,
  name,
  currency,
}: {
  fact: Fact | undefined;
  personaId: string;
  name: string;
  currency: string;
}) {
  if (!fact) return <span className="text-ink-3">–</span>;
  return (
    <Link
      href={`/personas/${personaId}?${new URLSearchParams({ fact: fact.key })}`}
      className={isTooFew(fact) ? "text-ink-3 hover:underline" : "font-medium hover:underline"}
    >
      {factValue(fact, currency)}
      <span className="sr-only"> of {name}</span>
      {!isTooFew(fact) && (
        <span className={isDistinct(fact) ? "ml-2 font-semibold text-accent-strong" : "ml-2 text-ink-3"}>
          {indexText(fact)}
        </span>
      )}
    </Link>
  );
}
