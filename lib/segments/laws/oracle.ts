import { groupOf } from "@/lib/customers/scores/standings";
import { todayIn } from "@/lib/zone";
import type { NumberTest, ValueTest } from "../operators";
import { isGroup, type RuleCondition, type RuleNode, type RuleWindow } from "../rule";
import { CLOCK, type Event, type Person, TODAY, type World } from "./world";

/**
 * The meaning of a rule in plain words of a program, person by person, read from the tree itself. Slow and
 * without cleverness on purpose: the compiler is judged by it.
 */
export function membersOf(rule: RuleNode, world: World): number[] {
  return world.people
    .filter((person) => !person.isErased && holds(rule, person, world) === true)
    .map(({ no }) => no);
}

type Facts = Pick<World, "orders" | "lines" | "events" | "answers">;
const factsByWorld = new WeakMap<World, Map<number, Facts>>();

/** The rows of one person, found once: reading all rows for each person and rule takes minutes. */
function factsOf(person: Person, world: World): Facts {
  const known = factsByWorld.get(world) ?? new Map<number, Facts>();
  factsByWorld.set(world, known);
  const own = <T extends { customerNo: number }>(rows: T[]) =>
    rows.filter((row) => row.customerNo === person.no);
  const facts = known.get(person.no) ?? {
    orders: own(world.orders),
    lines: own(world.lines),
    events: own(world.events),
    answers: own(world.answers),
  };
  known.set(person.no, facts);
  return facts;
}

type Value = string | number | boolean | string[] | null | undefined;

/** Null for a node that is switched off, or all of whose children are. */
export function holds(node: RuleNode, person: Person, world: World, isRoot = true): boolean | null {
  if (node.isOff && !isRoot) return null;
  if (isGroup(node)) {
    const below = node.children
      .map((child) => holds(child, person, world, false))
      .filter((one) => one !== null);
    if (below.length === 0) return null;
    if (node.kind === "all") return !below.includes(false);
    return node.kind === "any" ? below.includes(true) : !below.includes(true);
  }
  if (node.kind === "not") {
    const child = holds(node.child, person, world, false);
    return child === null ? null : !child;
  }
  return conditionHolds(node, person, world);
}

function conditionHolds(node: RuleCondition, person: Person, world: World): boolean {
  const { catalogue } = world;
  switch (node.kind) {
    case "everyone":
      return true;
    case "field":
      return passes(node.test, fieldValue(node.field, person));
    case "attribute":
      return passes(node.test, person.attrs[node.attribute]);
    case "consent":
      return person.consent[node.channel] === node.status;
    case "segment": {
      const no = catalogue.segments.find(({ id }) => id === node.segmentId)?.no ?? 0;
      return world.stored.get(no)?.has(person.no) ?? false;
    }
    case "score":
      return person.scores !== null && passes(node.test, person.scores[node.score]);
    case "survey": {
      const question = catalogue.surveys[0]?.questions.find(({ key }) => key === node.question);
      const own = factsOf(person, world).answers.filter((one) => one.questionNo === question?.no);
      return own.some((answer) => passes(node.test, answer.score ?? answer.choice));
    }
    case "standing":
      return passes(node.test, standingOf(node.standing, person));
    case "event":
      return passes(node.count, eventsOf(node, person, world).length);
    case "eventFigure":
      return passes(node.test, eventFigure(node, eventsOf(node, person, world)));
    case "eventTime": {
      const times = eventsOf(node, person, world).map(({ at }) => at.getTime());
      if (times.length === 0) return false;
      const time = node.which === "first" ? Math.min(...times) : Math.max(...times);
      return passes(node.test, dayOf(new Date(time)));
    }
    case "orders":
      return passes(node.test, figureOf(node, person, world));
  }
}

type EventNode = Extract<RuleCondition, { event: string }>;

function eventsOf(node: EventNode, person: Person, world: World): Event[] {
  const event = world.catalogue.events.find(({ name }) => name === node.event);
  const window = "window" in node ? node.window : undefined;
  return factsOf(person, world).events.filter(
    (one) => one.nameNo === event?.no && isWithin(one.at, window) && matches(one, node),
  );
}

function eventFigure(
  { figure, property }: Extract<RuleCondition, { kind: "eventFigure" }>,
  own: Event[],
): number | null {
  const values = own.map(({ props }) => props[property]).filter((value) => typeof value === "number");
  const sum = values.reduce((total, value) => total + value, 0);
  if (figure === "sum") return sum;
  if (values.length === 0) return null;
  if (figure === "average") return sum / values.length;
  return figure === "smallest" ? Math.min(...values) : Math.max(...values);
}

function standingOf(standing: string, { scores }: Person): string | null {
  if (standing === "lifecycle") return scores?.lifecycle ?? "prospect";
  const { recency = null, frequency = null, monetary = null } = scores ?? {};
  if (recency === null || frequency === null) return null;
  if (standing === "rfmGroup") return groupOf(recency, frequency);
  return monetary === null ? null : `${recency}${frequency}${monetary}`;
}

function matches({ props }: Event, { where = [] }: EventNode): boolean {
  return where.every(({ property, type, test, isNot = false }) => {
    const raw = props[property];
    const value = type === "text" && raw !== undefined ? String(raw) : typeof raw === type ? raw : undefined;
    const isKnown = test.op === "isKnown" ? raw !== undefined : passes(test, value);
    return isKnown !== isNot;
  });
}

function figureOf(
  node: Extract<RuleCondition, { kind: "orders" }>,
  person: Person,
  world: World,
): number | null {
  const numbers = new Set(
    node.where?.anyOf.map((name) => {
      const { categories, products } = world.catalogue;
      return node.where?.by === "category"
        ? categories.find((one) => one.name === name)?.no
        : products.find((one) => one.externalId === name)?.no;
    }),
  );
  const rows = node.where
    ? factsOf(person, world)
        .lines.filter((line) => numbers.has(node.where?.by === "category" ? line.categoryNo : line.productNo))
        .map((line) => ({ ...line, isReturn: line.amountMinor < 0 }))
    : factsOf(person, world).orders.map((order) => ({ ...order, orderNo: order.no }));
  const own = rows.filter((row) => isWithin(row.at, node.window));
  const placed = own.filter((row) => !row.isReturn);
  const count = new Set(placed.map((row) => row.orderNo)).size;
  const spend = own.reduce((sum, row) => sum + row.amountMinor, 0);
  const times = placed.map((row) => row.at.getTime());
  switch (node.figure) {
    case "count":
      return count;
    case "spend":
      return spend;
    case "average":
      return count === 0 ? null : spend / count;
    case "daysSinceFirst":
      return times.length === 0 ? null : daysUntilToday(dayOf(new Date(Math.min(...times))));
    case "daysSinceLast":
      return times.length === 0 ? null : daysUntilToday(dayOf(new Date(Math.max(...times))));
  }
}

function fieldValue(key: string, person: Person): Value {
  if (key in person.text) return person.text[key as keyof Person["text"]];
  switch (key) {
    case "age":
      return person.birthDate === null ? null : ageOn(person.birthDate);
    case "gender":
      return person.gender;
    case "birthDate":
      return person.birthDate;
    case "income":
      return person.income;
    case "companySize":
      return person.companySize;
    case "firstSeenAt":
      return dayOf(person.firstSeenAt);
    default:
      return null;
  }
}

/** Birthdays of 29 February are on 1 March of a common year. */
function ageOn(birthDate: string): number {
  const years = Number(TODAY.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return TODAY.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

function passes(test: ValueTest, value: Value): boolean {
  if (value === null || value === undefined) return false;
  const text = String(value);
  const low = text.toLowerCase();
  switch (test.op) {
    case "is":
      return text === test.value;
    case "isAnyOf":
      return test.values.includes(text);
    case "contains":
      return low.includes(test.value.toLowerCase());
    case "startsWith":
      return low.startsWith(test.value.toLowerCase());
    case "endsWith":
      return low.endsWith(test.value.toLowerCase());
    case "matches":
      return globOf(test.value).test(text);
    case "isTrue":
      return value === true;
    case "isFalse":
      return value === false;
    case "hasAnyOf":
      return Array.isArray(value) && test.values.some((one) => value.includes(one));
    case "hasAllOf":
      return Array.isArray(value) && test.values.every((one) => value.includes(one));
    case "isKnown":
      return true;
    case "equals":
    case "lessThan":
    case "atMost":
    case "moreThan":
    case "atLeast":
    case "isBetween":
      return typeof value === "number" && numberPasses(test, value);
    default:
      return dayPasses(test, text);
  }
}

function globOf(pattern: string): RegExp {
  const parts = [...pattern].map((sign) =>
    sign === "*" ? ".*" : sign === "?" ? "." : sign.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&"),
  );
  return new RegExp(`^${parts.join("")}$`, "is");
}

function numberPasses(test: NumberTest, value: number): boolean {
  if (test.op === "isBetween") return test.from <= value && value <= test.to;
  const { lessThan, equals } = { lessThan: value < test.value, equals: value === test.value };
  const isMore = !lessThan && !equals;
  return { equals, lessThan, atMost: !isMore, moreThan: isMore, atLeast: !lessThan }[test.op];
}

type DayTest = Exclude<
  ValueTest,
  NumberTest | { value: string } | { values: string[] } | { op: "isTrue" | "isFalse" | "isKnown" }
>;

function dayPasses(test: DayTest, day: string): boolean {
  switch (test.op) {
    case "isOn":
      return day === test.day;
    case "isBefore":
      return day < test.day;
    case "isAfter":
      return day > test.day;
    case "isBetweenDays":
      return day >= test.from && day <= test.to;
    case "isInLast":
      return day <= TODAY && day >= shifted(TODAY, -test.count, test.unit);
    case "isMoreThanAgo":
      return day < shifted(TODAY, -test.count, test.unit);
    case "isInNext":
      return day >= TODAY && day <= shifted(TODAY, test.count, test.unit);
    case "isInThis":
      return periodOf(day, test.period) === periodOf(TODAY, test.period);
    case "hasAnniversaryWithin":
      return anniversaries(test.days).has(day.slice(5));
  }
}

const monthDays = new Map<number, Set<string>>();

/** The "MM-DD" of birth dates whose anniversary is among the days from today on; one on 29 February moves to 1 March. */
function anniversaries(ahead: number): Set<string> {
  const known = monthDays.get(ahead);
  if (known) return known;
  const coming = new Set<string>();
  for (let by = 0; by <= ahead; by++) {
    const day = shifted(TODAY, by, "days");
    const isCommon = new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCMonth() !== 1;
    coming.add(day.slice(5));
    if (isCommon && day.endsWith("-03-01")) coming.add("02-29");
  }
  monthDays.set(ahead, coming);
  return coming;
}

function isWithin(at: Date, window: RuleWindow | undefined): boolean {
  if (!window) return true;
  const day = dayOf(at);
  switch (window.kind) {
    case "last":
      if (window.unit === "hours") {
        const ms = CLOCK.now.getTime() - at.getTime();
        return ms >= 0 && ms <= window.count * 3_600_000;
      }
      return day <= TODAY && day >= shifted(TODAY, -window.count, window.unit);
    case "between":
      return day >= window.from && day <= window.to;
    case "since":
      return day >= window.from;
    case "before":
      return day < window.to;
  }
}

const days = new Map<number, string>();

function dayOf(at: Date): string {
  const known = days.get(at.getTime());
  if (known) return known;
  const day = todayIn(CLOCK.timeZone, at);
  days.set(at.getTime(), day);
  return day;
}

function daysUntilToday(day: string): number {
  return (Date.parse(TODAY) - Date.parse(day)) / 86_400_000;
}

function shifted(day: string, count: number, unit: "days" | "weeks" | "months"): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (unit === "months") {
    const wanted = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + count);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(wanted, last));
  } else date.setUTCDate(date.getUTCDate() + count * (unit === "weeks" ? 7 : 1));
  return date.toISOString().slice(0, 10);
}

function periodOf(day: string, period: "week" | "month" | "quarter" | "year"): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (period === "year") return day.slice(0, 4);
  if (period === "month") return day.slice(0, 7);
  if (period === "quarter") return `${day.slice(0, 4)} ${Math.floor(date.getUTCMonth() / 3)}`;
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
