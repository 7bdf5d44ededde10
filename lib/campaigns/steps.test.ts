import { expect, test } from "vitest";
import { CAMPAIGN_STATUSES, type CampaignStatus, NEXT_STATUS } from "./status";
import { refusal, type StepFacts, stepsFrom } from "./steps";

const ready: StepFacts = {
  status: "draft",
  startOn: "2026-05-01",
  endOn: "2026-05-31",
  today: "2026-04-20",
  isLaunched: false,
  hasOwner: true,
  channels: 1,
  segments: [{ name: "Coffee regulars", isArchived: false, isCounted: true }],
};
const stepTo = (facts: StepFacts, to: CampaignStatus) => stepsFrom(facts).find((step) => step.to === to);

test("every status leads on, and only to statuses of the table", () => {
  for (const status of CAMPAIGN_STATUSES) {
    const steps = stepsFrom({ ...ready, status }).map((step) => step.to);
    expect(steps.length, status).toBeGreaterThan(0);
    for (const to of steps) expect(NEXT_STATUS[status]).toContain(to);
  }
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

test("a launch also needs an owner, a channel and counted members", () => {
  const segments = [
    { name: "Old list", isArchived: true, isCounted: false },
    { name: "New parents", isArchived: false, isCounted: false },
  ];
  const step = stepTo({ ...ready, status: "planned", hasOwner: false, channels: 0, segments }, "running");
  expect(step?.label).toBe("Launch campaign");
  expect(step && refusal(step)).toBe(
    "Cannot launch because “Old list” is archived, it has no owner, no channel is chosen and the members of “New parents” are not counted yet.",
  );
});

test("a launched campaign resumes as it is, and comes out of the archive as finished", () => {
  const launched: StepFacts = { ...ready, isLaunched: true, segments: [], channels: 0, today: "2027-01-01" };
  const resume = stepTo({ ...launched, status: "paused" }, "running");
  expect([resume?.label, resume?.reasons]).toEqual(["Resume campaign", []]);
  expect(stepsFrom({ ...launched, status: "archived" }).map((step) => step.to)).toEqual(["finished"]);
  expect(stepsFrom({ ...ready, status: "archived" }).map((step) => step.to)).toEqual(["draft"]);
});
