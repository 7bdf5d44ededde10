import { expect, test } from "vitest";
import { DIMENSIONS } from "@/lib/segments/dimension";
import { CampaignInput } from "../model";
import { JOURNEY_STAGES } from "../status";
import { CAMPAIGN_TEMPLATES } from "./gallery";
import { objectiveFor, offerCampaigns, type TemplateSegment } from "./template";

const segment = (given: Partial<TemplateSegment>): TemplateSegment => ({
  ...{ id: "s", name: "People", dimension: "value", sentence: "Every customer", size: 100 },
  ...given,
});

test("every journey stage has templates, each sound as a brief and with a plan that fits its days", () => {
  expect(new Set(CAMPAIGN_TEMPLATES.map(({ stage }) => stage))).toEqual(new Set(JOURNEY_STAGES));
  expect(new Set(CAMPAIGN_TEMPLATES.map(({ key }) => key)).size).toBe(CAMPAIGN_TEMPLATES.length);
  for (const {
    key,
    name,
    stage,
    variants,
    goals,
    channels,
    plan,
    days,
    orOf,
    ...rest
  } of CAMPAIGN_TEMPLATES) {
    const brief = CampaignInput.safeParse({
      ...{ name, objective: rest.objective, journeyStage: stage, channels, goals },
      variants: variants.map((variant) => ({ ...variant, id: "0190a8a0-0000-7000-8000-000000000000" })),
      ...{ startOn: "2026-05-01", endOn: "2026-05-31", controlShare: rest.controlShare },
    });
    expect(brief.error?.issues ?? [], key).toEqual([]);
    expect(plan.length, key).toBeGreaterThan(3);
    for (const [index, { from, length, after = [] }] of plan.entries()) {
      expect(from + length, `${key} ${index}`).toBeLessThanOrEqual(days);
      for (const { line } of after) expect(line, `${key} ${index}`).toBeLessThan(index);
    }
    for (const dimension of orOf) expect(DIMENSIONS).toContain(dimension);
  }
});

test("the words of a name or rule decide, then the size, then the dimension", () => {
  const winback = CAMPAIGN_TEMPLATES.filter(({ key }) => key === "winback");
  const of = (...segments: TemplateSegment[]) =>
    offerCampaigns(winback, segments).offers.flatMap((offer) => offer.segments.map(({ name }) => name));
  const lapsed = segment({ name: "Lapsed VIPs", size: 20 });
  const quiet = segment({ name: "Old friends", sentence: "Last ordered more than 180 days ago", size: 900 });
  expect(of(segment({ name: "Everybody", size: 5000 }), quiet, lapsed)).toEqual(["Lapsed VIPs"]);
  expect(of(segment({ name: "Everybody", size: 5000 }), quiet)).toEqual(["Old friends"]);
  expect(of(segment({ name: "Big", size: 5000 }), segment({ name: "Small", size: 5 }))).toEqual([
    "Big",
    "Small",
  ]);
  expect(of(segment({ name: "Lapsed", size: 0 }))).toEqual([]);
  expect(offerCampaigns(winback, []).missing).toEqual(winback);
});

test("the objective names the segment", () => {
  const [first] = CAMPAIGN_TEMPLATES;
  if (!first) throw new Error("There is no template.");
  expect(objectiveFor(first, "Browsers")).toContain("“Browsers”");
  expect(objectiveFor(first, undefined)).not.toContain("{");
});
