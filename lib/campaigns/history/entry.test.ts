import { expect, it } from "vitest";
import { formatDay } from "@/lib/days";
import { changedParts, entryWords } from "./entry";

it("says what of a tactic changed, and what it came to be", () => {
  const said = (changes: object) => entryWords({ action: "plan.changed", detail: { name: "Copy", changes } });
  expect(said({ startOn: "2026-05-04", hours: 8 })).toBe(
    `changed “Copy”: from ${formatDay("2026-05-04")} and 8\u00a0hours`,
  );
  expect(said({ progress: 50, checklist: [{ isDone: true }, { isDone: false }] })).toBe(
    "changed “Copy”: 50\u00a0% done and 1 of 2\u00a0points done",
  );
  expect(said({ channel: null, assigneeId: null })).toBe("changed “Copy”: no channel and nobody does it");
  expect(said({})).toBe("changed “Copy”");
});

it("reads money, days, stages and channels of a brief as people do", () => {
  const changes = {
    ...{ budgetMinor: [null, 150_000], endOn: ["2026-05-04", "2026-05-08"] },
    ...{ channels: [["email"], ["email", "sms"]], journeyStage: ["retention", "advocacy"] },
    ...{ personaId: ["one", "other"], controlShare: [10, 20] },
  };
  expect(changedParts({ changes }, "EUR").map(({ before, after }) => `${before} → ${after}`)).toEqual([
    "nothing → 1\u202f500.00\u00a0€",
    `${formatDay("2026-05-04")} → ${formatDay("2026-05-08")}`,
    "E-mail → E-mail, SMS",
    "Retention → Advocacy",
    "10\u00a0% → 20\u00a0%",
  ]);
});
