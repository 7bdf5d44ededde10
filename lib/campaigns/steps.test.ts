import { expect, test } from "vitest";
import { refusal } from "./refusal";
import { CAMPAIGN_STATUSES, type CampaignStatus } from "./status";
import { leadsBack, type StepFacts, stepsFrom, TRANSITIONS } from "./steps";

const ready: StepFacts = {
  status: "draft",
  startOn: "2026-05-01",
  endOn: "2026-05-31",
  today: "2026-04-20",
  isLaunched: false,
  isApproved: true,
  hasOwner: true,
  hasMessage: true,
  channels: 1,
  segments: [{ name: "Coffee regulars", isArchived: false, isCounted: true }],
};
const stepTo = (facts: StepFacts, to: CampaignStatus) => stepsFrom(facts).find((step) => step.to === to);

test("every status leads on, and no step stands twice in the table", () => {
  for (const status of CAMPAIGN_STATUSES) {
    const steps = stepsFrom({ ...ready, status }).map((step) => step.to);
    expect(steps.length, status).toBeGreaterThan(0);
  }
  const pairs = TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(TRANSITIONS.filter(({ from, to }) => from === to)).toEqual([]);
});

test("a complete draft can be planned, and only a launch or a resumption needs approval", () => {
  expect(stepTo(ready, "planned")?.reasons).toEqual([]);
  const approvals = CAMPAIGN_STATUSES.flatMap((status) => stepsFrom({ ...ready, status }))
    .filter((step) => step.needsApproval)
    .map((step) => step.to);
  expect(new Set(approvals)).toEqual(new Set(["running"]));
});

test("planning needs a segment and days that are not over, and says so", () => {
  const step = stepTo({ ...ready, segments: [], today: "2026-06-01" }, "planned");
  expect(step && refusal(step)).toBe(
    "Cannot plan because no target segment is chosen and its end has passed.",
  );
  const reversed = stepTo({ ...ready, startOn: "2026-06-01" }, "planned");
  expect(reversed && refusal(reversed)).toBe("Cannot plan because the end lies before the start.");
});

test("a launch also needs an owner, a channel, a message, counted members and an approval", () => {
  const segments = [
    { name: "Old list", isArchived: true, isCounted: false },
    { name: "New parents", isArchived: false, isCounted: false },
  ];
  const bare = { hasMessage: false, isApproved: false };
  const step = stepTo(
    { ...ready, status: "planned", hasOwner: false, channels: 0, segments, ...bare },
    "running",
  );
  expect(step?.label).toBe("Launch campaign");
  expect(step && refusal(step)).toBe(
    "Cannot launch because “Old list” is archived, it has no owner, no channel is chosen, no message is written, the members of “New parents” are not counted yet and no manager has approved it yet.",
  );
});

test("a launched campaign resumes as it is, and comes out of the archive as finished", () => {
  const launched: StepFacts = { ...ready, isLaunched: true, segments: [], channels: 0, today: "2027-01-01" };
  const resume = stepTo({ ...launched, status: "paused" }, "running");
  expect([resume?.label, resume?.reasons]).toEqual(["Resume campaign", []]);
  expect(stepsFrom({ ...launched, status: "archived" }).map((step) => step.to)).toEqual(["finished"]);
  expect(stepsFrom({ ...ready, status: "archived" }).map((step) => step.to)).toEqual(["draft", "planned"]);
});

test("each check leads to the part of the brief where it is put right", () => {
  const step = stepTo({ ...ready, status: "planned", channels: 0, hasMessage: false }, "running");
  const unmet = step?.checks.filter(({ reason }) => reason).map(({ key, part }) => [key, part]);
  expect(unmet).toEqual([
    ["channel", "frame"],
    ["message", "messages"],
  ]);
  expect(step?.checks).toHaveLength(9);
});

test("archiving can be taken back from wherever it was done", () => {
  for (const { from } of TRANSITIONS.filter(({ to }) => to === "archived"))
    expect(leadsBack(from, "archived", false), from).toBe(true);
  expect(leadsBack("running", "paused", false)).toBe(false);
  expect(leadsBack("running", "paused", true)).toBe(true);
});
