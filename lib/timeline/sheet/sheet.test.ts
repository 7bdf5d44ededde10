import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acyclicPlan, planItem, planLink } from "../testing";
import { type Mark, type Sheet, sheetSvg } from "./marks";
import type { SheetPlan, SheetView } from "./plan-rows";
import { ROWS_PER_PAGE, timelinePages, timelineSheet } from "./sheet";
import { planTable } from "./table";
import { cutText, textWidth } from "./text";

const PLAN: SheetPlan = {
  items: [
    planItem("a", "2026-05-04", "2026-05-29", {
      ...{ name: 'Spring <"look-book"> & more', channels: ["email"], segmentIds: ["s"], status: "running" },
      ...{ ownerId: "p", baseline: { startOn: "2026-05-01", endOn: "2026-05-20" } },
    }),
    planItem("a1", "2026-05-04", "2026-05-08", {
      kind: "tactic",
      parentId: "a",
      progress: 50,
      name: "=Copy",
    }),
    planItem("a2", "2026-05-07", "2026-05-07", { kind: "milestone", parentId: "a", name: "Approved" }),
    planItem("b", "2026-08-03", "2026-08-28", { name: "Autumn", status: "draft" }),
  ],
  links: [planLink("a1", "a2"), planLink("a", "b")],
  segments: [{ key: "s", label: "Regulars" }],
  people: [{ key: "p", label: "Ana Ozola" }],
  conflicts: [{ id: "x", itemIds: ["a"], startOn: "2026-05-11", endOn: "2026-05-15", text: "12 people" }],
  allowedLinks: [],
  holidays: [{ day: "2026-05-14", name: "Ascension" }],
  workdays: [1, 2, 3, 4, 5],
  today: "2026-05-13",
};
const VIEW: SheetView = { grouping: "segment", toggled: ["segment:s/a"] };
const drawn = (view: SheetView = VIEW, plan: SheetPlan = PLAN) => ({
  ...{ plan, view, title: "Campaign timeline", note: "by segment", workspaceName: "Shop" },
});

const flat = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((mark) => (mark.kind === "clip" ? [mark, ...flat(mark.marks)] : [mark]));
const wordsOf = ({ marks }: Sheet) =>
  flat(marks).flatMap((mark) => (mark.kind === "text" ? [mark.text.replace(/[\u00a0\u202f]/g, " ")] : []));

describe("the drawing of a timeline", () => {
  const sheet = timelineSheet(drawn());
  const words = wordsOf(sheet);

  it("has title, period, groups, rows, today and what its signs mean", () => {
    expect(words).toEqual(
      expect.arrayContaining(["Campaign timeline", "Regulars", "No segment", "Approved"]),
    );
    expect(words.find((text) => text.includes("2 campaigns · by segment"))).toMatch(/^27 Apr – 6 Sep 2026/);
    expect(words).toEqual(
      expect.arrayContaining(["13 May", "E-mail", "Conflict", "Broken dependency", "Baseline"]),
    );
    expect(words).not.toContain("Reached");
    expect(sheet.label).toMatch(/2\scampaigns/);
  });

  it("is a document that what people type cannot leave", () => {
    const svg = sheetSvg(sheet);
    expect(svg).toContain("Spring &lt;&quot;look-book&quot;&gt; &amp; more");
    expect(svg).not.toMatch(/<script|<style|NaN|undefined|Infinity/);
    // Each opened element is closed: a browser refuses a drawing that is no XML.
    const open: string[] = [];
    for (const [, end, name, alone] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/gi)) {
      if (alone) continue;
      if (end) expect(open.pop()).toBe(name);
      else open.push(name ?? "");
    }
    expect(open).toEqual([]);
  });

  it("of a period has the campaigns with a day in it, and its first and last day at its edges", () => {
    const period = { from: "2026-08-01", to: "2026-08-31" };
    const part = timelineSheet(drawn({ ...VIEW, period }));
    expect(wordsOf(part)).toContain("Autumn");
    expect(wordsOf(part).join()).not.toContain("Spring");
    expect(wordsOf(part).join()).toContain("1 – 31 Aug 2026 · 1 campaign");
  });

  it("says so when there is nothing", () => {
    const none = timelineSheet(drawn(VIEW, { ...PLAN, items: [], links: [], conflicts: [] }));
    expect(wordsOf(none)).toContain("Nothing is planned in this period.");
    expect(sheetSvg(none)).not.toMatch(/NaN|Infinity/);
  });

  it("stays a drawing for any plan, in any grouping, with every row on exactly one page", () => {
    const groupings = fc.constantFrom("segment", "owner", "channel", "campaign", "status", "none");
    fc.assert(
      fc.property(acyclicPlan, groupings, ({ items, links }, grouping) => {
        const plan = { ...PLAN, items, links, conflicts: [] };
        const one = drawn({ grouping, toggled: ["*"] } as SheetView, plan);
        const pages = timelinePages(one);
        const svg = sheetSvg(timelineSheet(one));
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        const names = (sheet: Sheet) =>
          sheet.marks.flatMap((mark) =>
            mark.kind === "text" && mark.size === 12 && mark.x < 60 ? [mark.text] : [],
          );
        expect(pages.flatMap((page) => names(page).slice(1))).toEqual(names(timelineSheet(one)).slice(1));
      }),
      { numRuns: 60 },
    );
  });
});

describe("pages", () => {
  it("hold whole rows, number themselves and repeat the group that goes on", () => {
    const items = Array.from({ length: 80 }, (_, at) =>
      planItem(`c${at}`, "2026-05-04", "2026-05-29", { name: `Campaign ${at}`, segmentIds: ["s"] }),
    );
    const pages = timelinePages(drawn(VIEW, { ...PLAN, items, links: [], conflicts: [] }));
    expect(pages).toHaveLength(Math.ceil(81 / ROWS_PER_PAGE));
    expect(wordsOf(pages[1] as Sheet)).toContain("Regulars, continued");
    expect(wordsOf(pages[0] as Sheet).join()).toContain("Page 1 of");
    for (const { height } of pages) expect(height).toBeLessThanOrEqual(1060);
  });

  it("do not end with the name of a group", () => {
    // The first group and its rows fill a page but for one row.
    const items = Array.from({ length: ROWS_PER_PAGE }, (_, at) =>
      planItem(`c${at}`, "2026-05-04", "2026-05-29", {
        ...{ name: `Campaign ${at}`, segmentIds: at < ROWS_PER_PAGE - 2 ? ["s"] : [] },
      }),
    );
    const [first, second] = timelinePages(drawn(VIEW, { ...PLAN, items, links: [], conflicts: [] }));
    expect(wordsOf(first as Sheet)).not.toContain("No segment");
    expect(wordsOf(second as Sheet)).toContain("No segment");
    expect(wordsOf(second as Sheet).join()).not.toContain("continued");
  });
});

describe("the table of a timeline", () => {
  const lines = planTable({ plan: PLAN, view: VIEW }).replace("\uFEFF", "").trimEnd().split("\r\n");

  it("has campaigns with their parts, days, owners, dependencies and slack", () => {
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain("Kind,Campaign,Name,Status,Start,End,Days,Working days");
    expect(lines[1]).toContain(",Running,2026-05-04,2026-05-29,26,19,50,Ana Ozola,Regulars,E-mail,");
    expect(lines[1]).toContain(",12 people,2026-05-01,2026-05-20");
    expect(lines[3]).toContain("Milestone,");
    expect(lines[3]).toContain("'=Copy (starts after it ends)");
    expect(lines[4]).toContain("Draft,2026-08-03");
  });

  it("cannot be run as a formula by a spreadsheet", () => {
    expect(lines[2]).toContain(",'=Copy,");
  });

  it("of a period has what has a day in it", () => {
    const period = { from: "2026-05-07", to: "2026-05-07" };
    const part = planTable({ plan: PLAN, view: { ...VIEW, period } })
      .trimEnd()
      .split("\r\n");
    expect(part).toHaveLength(4);
  });
});

describe("words that have to fit", () => {
  it("are cut with an ellipsis, and never wider than there is room", () => {
    expect(cutText("Spring", 12, 200)).toBe("Spring");
    const cut = cutText("A campaign with a very long name indeed", 12, 100);
    expect(cut).toMatch(/…$/);
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
  });
});
