import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/days";
import { planItem, planLink } from "@/lib/timeline/testing";
import { Timeline } from "./timeline";
import type { TimelineProps } from "./timeline-props";

const many = Array.from({ length: 5000 }, (_, index) => {
  const startOn = addDays("2026-04-01", index % 90);
  return planItem(`c${index}`, startOn, addDays(startOn, 10), { segmentIds: [`s${index % 40}`] });
});

function render(rest: Partial<TimelineProps> = {}) {
  const nothing = () => {};
  const props: TimelineProps = {
    label: "Campaign timeline",
    items: many,
    links: [planLink("c0", "c1")],
    segments: Array.from({ length: 40 }, (_, index) => ({ key: `s${index}`, label: `Segment ${index}` })),
    people: [],
    today: "2026-05-14",
    at: null,
    onAt: nothing,
    zoom: "week",
    onZoom: nothing,
    group: "segment",
    onGroup: nothing,
    open: null,
    onOpen: nothing,
    onChange: async () => ({ ok: true, value: { versions: {} } }),
    ...rest,
  };
  return renderToString(createElement(Timeline, props));
}

const count = (html: string, part: string) => html.split(part).length - 1;

describe("the first view from the server", () => {
  it("is the same each time, and small whatever the number of rows", () => {
    const html = render();
    expect(render()).toBe(html);
    expect(html).toContain('aria-rowcount="5041"');
    expect(count(html, 'role="row"')).toBeLessThan(45);
    expect(count(html, 'data-part="bar"')).toBeLessThan(45);
  });

  it("is for everyone the same, in every time zone", () => {
    const html = render({ at: "2026-03-29" });
    const zone = process.env.TZ;
    for (const other of ["Pacific/Auckland", "Asia/Kolkata", "America/Los_Angeles"]) {
      process.env.TZ = other;
      expect(render({ at: "2026-03-29" })).toBe(html);
    }
    process.env.TZ = zone;
  });

  it("gives each bar a whole sentence and each row its place in the tree", () => {
    const item = planItem("x", "2026-05-18", "2026-05-29", {
      name: "Early access",
      channels: ["email"],
      progress: 10,
    });
    const html = render({ items: [item], links: [], group: "none" }).replaceAll("\u00a0", " ");
    expect(html).toContain('aria-label="Early access, E-mail, planned, 18 – 29 May, 12 days, 10 % done"');
    expect(html).toMatch(
      /role="row"[^>]*aria-rowindex="2" aria-level="1" aria-posinset="1" aria-setsize="1"/,
    );
  });

  it("offers no handle on what may not be moved", () => {
    expect(render()).toContain('data-part="start"');
    expect(render({ readOnly: true })).not.toContain('data-part="start"');
    expect(render({ items: many.map((item) => ({ ...item, locked: true })) })).not.toContain(
      'data-part="start"',
    );
  });

  it("shows what to do when there is nothing", () => {
    expect(render({ items: [], links: [], empty: "Plan the first campaign" })).toContain(
      "Plan the first campaign",
    );
  });
});
