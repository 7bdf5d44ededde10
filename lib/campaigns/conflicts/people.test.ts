import { describe, expect, it } from "vitest";
import type { Combination } from "../overlap/combination";
import type { LiveCampaign } from "./conflict";
import {
  afterExclusions,
  contactsOf,
  findOverlaps,
  findPressure,
  findShared,
  pairCounts,
  pressureDays,
} from "./people";

const today = "2026-05-10";
const campaign = (id: string, given: Partial<LiveCampaign> = {}): LiveCampaign => ({
  ...{ id, name: id, version: 1, status: "planned", channels: ["email"] },
  ...{ startOn: "2026-05-11", endOn: "2026-05-20", isLaunched: false, isYielding: false },
  ...{ isApproved: true, excludes: [] },
  ...given,
});
const combinations: Combination[] = [
  { places: [0], people: 5 },
  { places: [0, 1], people: 20 },
  { places: [0, 1, 2], people: 3 },
];

describe("people in two campaigns", () => {
  it("are counted per pair", () => {
    expect(pairCounts(combinations)).toEqual([
      { a: 0, b: 1, people: 23 },
      { a: 0, b: 2, people: 3 },
      { a: 1, b: 2, people: 3 },
    ]);
    expect(pairCounts([])).toEqual([]);
  });

  it("are a conflict on shared days and by a shared channel only, from today on", () => {
    const all = [
      campaign("a", { startOn: "2026-05-01" }),
      campaign("b", { endOn: "2026-05-12" }),
      campaign("c", { channels: ["sms"] }),
    ];
    const found = findOverlaps(combinations, all, today);
    expect(found.map(({ key, size, startOn, endOn }) => [key, size, startOn, endOn])).toEqual([
      ["overlap:a:b", 23, "2026-05-11", "2026-05-12"],
    ]);
    const later = [all[0], campaign("b", { startOn: "2026-05-21", endOn: "2026-05-22" })] as LiveCampaign[];
    expect(findOverlaps([{ places: [0, 1], people: 9 }], later, today)).toEqual([]);
  });

  it("are none while one of the two is paused, which speaks to nobody from today on", () => {
    const all = [campaign("a", { status: "paused", startOn: "2026-05-08" }), campaign("b")];
    const two = [{ places: [0, 1], people: 9 }];
    expect(findOverlaps(two, all, today)).toEqual([]);
    expect(findShared(two, all)).toEqual([]);
    const days = (now: string) => contactsOf(all, [], now).map(({ day }) => day);
    expect(days(today)).toEqual(["2026-05-08", "2026-05-11"]);
    expect(days("2026-05-08")).toEqual(["2026-05-11"]);
  });

  it("belong to the other one where a campaign leaves them out or gives way", () => {
    const left = [campaign("a"), campaign("b", { excludes: ["a"] }), campaign("c")];
    expect(pairCounts(afterExclusions(combinations, left))).toEqual([{ a: 0, b: 2, people: 3 }]);
    const low = [campaign("a", { isYielding: true }), campaign("b"), campaign("c")];
    expect(pairCounts(afterExclusions(combinations, low))).toEqual([{ a: 1, b: 2, people: 3 }]);
    const launched = [campaign("a", { isYielding: true, isLaunched: true }), campaign("b")];
    const two = afterExclusions([{ places: [0, 1], people: 2 }], launched);
    expect(pairCounts(two)).toEqual([{ a: 0, b: 1, people: 2 }]);
  });
});

describe("contact pressure", () => {
  const all = [
    campaign("a", { startOn: "2026-05-08", channels: ["email", "sms"] }),
    campaign("b", { startOn: "2026-05-12" }),
    campaign("c", { startOn: "2026-05-13" }),
  ];
  const contacts = contactsOf(all, [], today);
  const rule = { channel: null, cap: 3, days: 5 } as const;

  it("counts contacts in the days before, that day included", () => {
    // a speaks twice on the 8th, b on the 12th, c on the 13th: four contacts never stand within five days.
    expect(pressureDays(combinations, contacts, rule, today)).toEqual([]);
    expect(pressureDays(combinations, contacts, { ...rule, cap: 2 }, today)).toEqual([
      { day: "2026-05-12", people: 23 },
    ]);
    expect(pressureDays(combinations, contacts, { ...rule, days: 6 }, today)).toEqual([
      { day: "2026-05-13", people: 3 },
    ]);
  });

  it("agrees with counting each person by hand, and keeps channels apart", () => {
    for (const [channel, cap, days] of [
      [null, 1, 4],
      ["email", 1, 2],
      ["sms", 0, 3],
    ] as const) {
      const byHand = (day: string) => {
        let people = 0;
        for (const each of combinations) {
          const mine = contacts.filter(
            (contact) =>
              each.places.includes(contact.place) &&
              (channel === null || contact.channel === channel) &&
              Date.parse(day) - Date.parse(contact.day) >= 0 &&
              Date.parse(day) - Date.parse(contact.day) < days * 86_400_000,
          );
          if (mine.length > cap) people += each.people;
        }
        return people;
      };
      const shown = new Map(
        pressureDays(combinations, contacts, { channel, cap, days }, today).map((each) => [
          each.day,
          each.people,
        ]),
      );
      for (let day = 10; day <= 25; day++)
        expect(shown.get(`2026-05-${day}`) ?? 0).toBe(byHand(`2026-05-${day}`));
    }
  });

  it("is one conflict per run of days with its worst day", () => {
    const [found, ...rest] = findPressure(combinations, all, contacts, [{ ...rule, cap: 1 }], today);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ size: 28, startOn: "2026-05-10" });
    expect(found?.campaigns.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("has a key of its own in each run of the same campaigns, the same one as the days pass", () => {
    const twice = ["2026-05-11", "2026-05-20"].flatMap((day) =>
      [0, 1].map((place) => ({ place, channel: "email" as const, day })),
    );
    const keysOn = (day: string) =>
      findPressure(combinations, all, twice, [{ ...rule, cap: 1, days: 3 }], day).map(({ key }) => key);
    const keys = keysOn(today);
    expect(new Set(keys).size).toBe(2);
    expect(keysOn("2026-05-12")).toEqual(keys);
    expect(keysOn("2026-05-15")).toEqual(keys.slice(1));
  });
});
