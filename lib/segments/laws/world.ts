import type { ConsentState } from "@/lib/customers/fields";
import { LIFECYCLE_STAGES, type LifecycleStage } from "@/lib/customers/scores/standings";
import { addDays, type Day } from "@/lib/days";
import { newId } from "@/lib/ids";
import type { RuleCatalogue } from "../catalogue/catalogue";
import { todayOf } from "../clock";

/** Test data only: one random shop, full of gaps, small enough for a plain program to judge every person. */
export type World = {
  people: Person[];
  orders: Order[];
  lines: Line[];
  events: Event[];
  answers: Answer[];
  /** Stored members by segment number; the numbers are those of the catalogue. */
  stored: Map<number, Set<number>>;
  catalogue: RuleCatalogue;
};
type Maybe<T> = T | null;
export type Person = {
  no: number;
  text: Record<"country" | "city" | "email" | "jobTitle" | "language" | "firstName", Maybe<string>>;
  gender: Maybe<"female" | "male" | "other">;
  birthDate: Maybe<Day>;
  income: Maybe<number>;
  companySize: Maybe<number>;
  firstSeenAt: Date;
  consent: Record<"email" | "sms" | "phone" | "post" | "ads", ConsentState>;
  isSuppressed: boolean;
  isErased: boolean;
  attrs: Record<string, string | number | boolean | string[]>;
  scores: Maybe<{
    recency: Maybe<number>;
    frequency: Maybe<number>;
    monetary: Maybe<number>;
    engagement: number;
    chanceActive: Maybe<number>;
    expectedOrders: Maybe<number>;
    expectedValue: Maybe<number>;
    lifecycle: LifecycleStage;
  }>;
};
export type Order = { no: number; customerNo: number; at: Date; amountMinor: number; isReturn: boolean };
export type Line = Order & { orderNo: number; lineNo: number; productNo: number; categoryNo: number };
export type Event = {
  customerNo: number;
  nameNo: number;
  at: Date;
  props: Record<string, string | number | boolean>;
};
export type Answer = {
  questionNo: number;
  customerNo: number;
  at: Date;
  choice: Maybe<string>;
  score: Maybe<number>;
};

/** 01:30 of the day after the clocks went forward in Riga; in UTC it is still the day before. */
export const CLOCK = { now: new Date("2026-03-29T22:30:00Z"), timeZone: "Europe/Riga" };
export const TODAY = todayOf(CLOCK);

/** Texts that a query must not read as anything but themselves. */
export const ODD_TEXTS = [
  "O'Neil",
  "50%",
  "a_b",
  "back\\slash",
  '"quoted"',
  "{a,b}",
  "$1",
  "--",
  "Élan",
  "x*y",
  "NULL",
];
/** Too long for a summary by value. */
const LONG_TEXT = "ß".repeat(300);
export const POOLS = {
  country: ["DE", "LV", "EE", "NO"],
  city: ["Riga", "Berlin", "riga", "Bergen", ...ODD_TEXTS],
  email: ["ana@x.test", "bob_1@x.test", "c%d@y.test"],
  jobTitle: ["Baker", "Head of \\ things", "Clerk"],
  language: ["de", "lv"],
  firstName: ["Ana", "Bo", "Élan"],
  plan: ["Free", "Pro", "O'Neil"],
  tags: ["hiking", "tea", "50%", "a_b", '"q"', "back\\slash"],
  source: ["mail", "50%", "x*y", "7", LONG_TEXT],
  reason: ["price", "taste", "O'Neil"],
};

export type Random = {
  below: (limit: number) => number;
  pick: <T>(from: readonly T[]) => T;
  chance: (share: number) => boolean;
};

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (from) => {
      const one = from[below(from.length)];
      if (one === undefined) throw new Error("Nothing to pick from.");
      return one;
    },
    chance: (share) => next() < share,
  };
}

/** The same seed makes the same shop. Two seeds make shops whose numbers collide and whose people differ. */
export function makeWorld(seed: number, size: number): World {
  const random = randomFrom(seed);
  const people = Array.from({ length: size }, (_, index) => makePerson(index + 1, random));
  const buyers = people.filter(() => random.chance(0.6)).map(({ no }) => no);
  const orders = Array.from({ length: size * 3 }, (_, index): Order => {
    const isReturn = random.chance(0.15);
    const amountMinor = random.below(40) * 100 + (random.chance(0.2) ? 50 : 0);
    return {
      no: index + 1,
      customerNo: random.pick(buyers),
      at: moment(random, 120),
      isReturn,
      amountMinor: isReturn ? -amountMinor : amountMinor,
    };
  });
  // Who ordered has a row of figures; who has none may have none.
  for (const { customerNo } of orders) {
    const person = people[customerNo - 1];
    if (person)
      person.scores ??= {
        recency: null,
        frequency: null,
        monetary: null,
        engagement: 0,
        chanceActive: null,
        expectedOrders: null,
        expectedValue: null,
        lifecycle: "prospect",
      };
  }
  const lines = orders.flatMap((order) =>
    Array.from({ length: 1 + random.below(3) }, (_, index): Line => {
      const categoryNo = 1 + random.below(3);
      const amountMinor = (order.isReturn ? -1 : 1) * random.below(20) * 100;
      return {
        ...order,
        orderNo: order.no,
        lineNo: index + 1,
        categoryNo,
        productNo: categoryNo * 10 + random.below(2),
        amountMinor,
      };
    }),
  );
  const active = people.filter(() => random.chance(0.7)).map(({ no }) => no);
  const events = Array.from({ length: size * 6 }, (): Event => {
    const props: Event["props"] = {};
    if (random.chance(0.7)) props.source = random.chance(0.1) ? 7 : random.pick(POOLS.source);
    if (random.chance(0.7)) props.amount = random.chance(0.1) ? "many" : random.below(10) / 2;
    if (random.chance(0.5)) props.mobile = random.chance(0.1) ? "true" : random.chance(0.5);
    return { customerNo: random.pick(active), nameNo: 1 + random.below(3), at: moment(random, 60), props };
  });
  const answers = people.flatMap(({ no }) =>
    [1, 2, 3].flatMap((questionNo): Answer[] => {
      if (random.chance(0.5)) return [];
      const isScale = questionNo === 1;
      const choice = questionNo === 2 ? random.pick(POOLS.reason) : random.pick(POOLS.city);
      return [
        {
          questionNo,
          customerNo: no,
          at: moment(random, 60),
          choice: isScale ? null : choice,
          score: isScale ? random.below(11) : null,
        },
      ];
    }),
  );
  const stored = new Map(
    [1, 2, 3].map((no) => [
      no,
      new Set(people.flatMap((one) => (!one.isErased && random.chance(0.4) ? [one.no] : []))),
    ]),
  );
  return { people, orders, lines, events, answers, stored, catalogue: makeCatalogue() };
}

function moment(random: Random, days: number): Date {
  const hours = random.chance(0.15) ? random.below(48) : random.below(days * 24);
  return new Date(CLOCK.now.getTime() - hours * 3_600_000 - random.below(3600) * 1000);
}

function makePerson(no: number, random: Random): Person {
  const maybe = <T>(value: T): T | null => (random.chance(0.3) ? null : value);
  const consent = () => random.pick(["in", "out", "unknown"] as const);
  const attrs: Person["attrs"] = {};
  if (random.chance(0.6)) attrs.plan = random.pick(POOLS.plan);
  if (random.chance(0.6)) attrs.tags = POOLS.tags.filter(() => random.chance(0.3));
  if (random.chance(0.6)) attrs.points = random.below(10) - 2 + (random.chance(0.3) ? 0.5 : 0);
  if (random.chance(0.6)) attrs.vip = random.chance(0.5);
  if (random.chance(0.6)) attrs.renewal = addDays(TODAY, random.below(60) - 30);
  if (random.chance(0.6)) attrs.note = random.pick(ODD_TEXTS);
  const leapBirth = random.chance(0.1) ? "1996-02-29" : addDays("1950-01-01", random.below(25_000));
  return {
    no,
    text: {
      country: maybe(random.pick(POOLS.country)),
      city: maybe(random.pick(POOLS.city)),
      email: maybe(random.pick(POOLS.email)),
      jobTitle: maybe(random.pick(POOLS.jobTitle)),
      language: maybe(random.pick(POOLS.language)),
      firstName: maybe(random.pick(POOLS.firstName)),
    },
    gender: maybe(random.pick(["female", "male", "other"] as const)),
    birthDate: maybe(leapBirth),
    income: maybe(random.below(8) * 10_000 + (random.chance(0.2) ? 0.25 : 0)),
    companySize: maybe(random.below(6)),
    firstSeenAt: moment(random, 200),
    consent: { email: consent(), sms: consent(), phone: consent(), post: consent(), ads: consent() },
    isSuppressed: random.chance(0.1),
    isErased: random.chance(0.05),
    attrs,
    scores: maybe({
      recency: maybe(1 + random.below(5)),
      frequency: maybe(1 + random.below(5)),
      monetary: maybe(1 + random.below(5)),
      engagement: random.below(101),
      // Eighths are exact in four bytes as well, so that the oracle compares what is stored.
      chanceActive: maybe(random.below(56) / 8),
      expectedOrders: maybe(random.below(56) / 8),
      expectedValue: maybe(random.below(8)),
      lifecycle: random.pick(LIFECYCLE_STAGES),
    }),
  };
}

export const SURVEY_ID = newId();
export const SEGMENT_IDS = [newId(), newId(), newId()] as const;

function makeCatalogue(): RuleCatalogue {
  const attribute = { dimension: "demographic", choices: [], special: null, isPersonal: false } as const;
  const properties = [
    { key: "source", type: "text", isRegistered: true },
    { key: "amount", type: "number" },
    { key: "mobile", type: "boolean", isRegistered: true },
  ] as const;
  const question = { choices: [] };
  return {
    currency: "EUR",
    attributes: [
      { ...attribute, key: "plan", label: "Plan", type: "choice", choices: POOLS.plan },
      { ...attribute, key: "tags", label: "Tags", type: "choices", choices: POOLS.tags },
      { ...attribute, key: "points", label: "Points", type: "number", choices: [] },
      { ...attribute, key: "vip", label: "VIP", type: "boolean", choices: [] },
      { ...attribute, key: "renewal", label: "Renewal", type: "date", choices: [] },
      { ...attribute, key: "note", label: "Note", type: "text", choices: [] },
    ],
    events: ["email_opened", "page_viewed", "Store visit"].map((name, index) => ({
      no: index + 1,
      name,
      label: name,
      properties: [...properties],
    })),
    segments: SEGMENT_IDS.map((id, index) => ({
      id,
      no: index + 1,
      name: `Stored ${index + 1}`,
      isArchived: false,
      dependsOn: [],
    })),
    categories: [1, 2, 3].map((no) => ({ no, name: `Category ${no}` })),
    products: [1, 2, 3].flatMap((no) =>
      [0, 1].map((at) => ({ no: no * 10 + at, externalId: `sku-${no}${at}`, name: `Product ${no}${at}` })),
    ),
    surveys: [
      {
        id: SURVEY_ID,
        name: "Survey",
        questions: [
          { ...question, no: 1, key: "nps", text: "How likely?", type: "scale" },
          { ...question, no: 2, key: "reason", text: "Why?", type: "choice", choices: POOLS.reason },
          { ...question, no: 3, key: "comment", text: "What else?", type: "text" },
        ],
      },
    ],
  };
}
