import { expect, it } from "vitest";
import { UNIT_SPACE } from "@/lib/format";
import { aboutOf, auditWords } from "./line";

it.each([
  ["member.joined", { role: "owner" }, "joined as an owner"],
  ["session.ended", { count: 2 }, `ended 2${UNIT_SPACE}sessions of their own`],
  [
    "workspace.changed",
    { changes: { floor: [10, 20], timeZone: ["a", "b"] } },
    "changed the smallest group shown and the time zone",
  ],
  ["campaign.created", {}, "created the campaign"],
  ["import.undone", {}, "import: undone"],
  ["customer.exportedAll", {}, "customer: exported all"],
])("says what %s did", (action, detail, words) => {
  expect(auditWords({ action, detail })).toBe(words);
});

const ID = "0198c0de-0000-7000-8000-000000000001";

it.each([
  ["segment.taken", ID, {}, { noun: "segment", id: ID }],
  ["plan.moved", ID, {}, { noun: "campaign", id: ID }],
  ["target.set", "t", { segmentId: ID }, { noun: "segment", id: ID }],
  ["target.set", "t", {}, null],
  ["member.removed", ID, { name: "June Sato" }, { words: "June Sato" }],
  ["invitation.created", ID, { email: null }, { words: "whoever has the link" }],
  ["session.opened", null, {}, null],
])("knows what %s is about", (action, subject, detail, about) => {
  expect(aboutOf({ action, subject, detail })).toEqual(about);
});
