import { FACT_GROUPS, type Fact, mostDistinct } from "../fact";
import type { Persona } from "../persona";

/** So many personas stand side by side. */
export const MOST_COMPARED = 4;
const MOST_ROWS = 30;
const MOST_APART = 6;

/** The facts that are set side by side: those pinned to any card, and those that set any of the groups apart. */
export function comparedKeys(personas: readonly Persona[]): string[] {
  const pinned = personas.flatMap(({ card }) => card.map(({ key }) => key));
  const apart = personas.flatMap(({ computed }) =>
    mostDistinct(computed.facts, MOST_APART).map(({ key }) => key),
  );
  return [...new Set([...pinned, ...apart])].slice(0, MOST_ROWS);
}

/** A fact over the personas, in their order; undefined for who has none, or may not be shown. */
export type ComparedRow = { key: string; label: string; facts: (Fact | undefined)[] };

/** A row per key that any of them has, in the order of the persona page. */
export function comparedRows(personas: readonly Persona[], keys: readonly string[]): ComparedRow[] {
  const byKey = personas.map(({ computed }) => new Map(computed.facts.map((fact) => [fact.key, fact])));
  const rows = keys.flatMap((key) => {
    const facts = byKey.map((own) => own.get(key));
    const any = facts.find((fact) => fact !== undefined);
    return any ? [{ key, label: any.label, facts, group: any.group }] : [];
  });
  return rows
    .toSorted((a, b) => FACT_GROUPS.indexOf(a.group) - FACT_GROUPS.indexOf(b.group))
    .map(({ group: _, ...row }) => row);
}
