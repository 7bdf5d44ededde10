import { expect, it } from "vitest";
import type { Persona, Statement } from "@/lib/personas/persona";
import { zoomOf } from "./sheet-room";

const said = (kind: Statement["kind"], text: string, index = 0): Statement => ({
  ...{ id: `${kind}${index}`, kind, text, evidence: "data", link: null, noteId: null },
});
const persona = (some: Partial<Persona>) =>
  ({
    name: "Egle",
    tagline: "",
    story: "",
    quote: "",
    card: [],
    statements: [],
    ...some,
  }) as unknown as Persona;
const KINDS = ["goal", "frustration", "motivation", "objection", "buying habit", "say", "do not"] as const;

it("sets a persona with little to say large, and never larger when more is said", () => {
  const story = "She grinds by hand and weighs her coffee before the market opens. ".repeat(8);
  const steps = [
    persona({}),
    persona({ story }),
    persona({ story, statements: KINDS.map((kind) => said(kind, "Good coffee without thinking about it")) }),
    persona({ story, statements: KINDS.map((kind) => said(kind, story.slice(0, 500))) }),
  ].map((each) => zoomOf(each, 6));
  expect(steps[0]).toBe(1.4);
  expect(steps).toEqual([...steps].sort((a, b) => b - a));
  expect(steps.at(-1)).toBeLessThan(1.4);
});

it("counts the lines that a story is broken into by hand", () => {
  const lines = persona({
    story: "a\nb\nc\nd\ne\nf",
    statements: KINDS.map((kind) => said(kind, "x".repeat(200))),
  });
  expect(zoomOf(lines, 6)).toBeLessThanOrEqual(zoomOf(persona({ ...lines, story: "a b c d e f" }), 6));
});
