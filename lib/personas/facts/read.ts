import { CHANNEL_LABEL, type Channel } from "@/lib/customers/fields";
import {
  type Amounts,
  amountFact,
  type Fact,
  type FactGroup,
  type FactUnit,
  SMALL_N,
  shareFact,
} from "../fact";
import { type RhythmCell, rhythmFacts } from "../rhythm-facts";

/** One value of one kind: how many have it, and of how many it is known; of members, of all, of the rest. */
export type ShareCell = {
  key: string;
  value: string;
  k: number;
  n: number;
  baseK: number;
  baseN: number;
  restK: number;
  restN: number;
};

/** Of the members and of all: the middle value, the ends of its interval and of the middle half. */
export type AmountCell = {
  key: string;
  n: number;
  baseN: number;
} & Record<"member" | "base", number[] | null>;

/** What the workspace calls the things that keys name. Questions by "survey:key". */
export type FactNames = {
  attributes: ReadonlyMap<string, { label: string; type: string; isDevice: boolean }>;
  products: ReadonlyMap<string, string>;
  events: ReadonlyMap<string, string>;
  questions: ReadonlyMap<string, string>;
};

type Kind = {
  group: FactGroup;
  label: (value: string) => string;
  /** So many values stand on the page, by size; the rest only where they set the members apart. */
  most: number;
};

const FIELDS: Record<string, Kind> = {
  age: { group: "who", label: (value) => `Aged ${value}`, most: 7 },
  gender: { group: "who", label: (value) => value.charAt(0).toUpperCase() + value.slice(1), most: 3 },
  marital_status: { group: "who", label: (value) => `Marital status: ${value}`, most: 3 },
  education: { group: "who", label: (value) => `Education: ${value}`, most: 4 },
  industry: { group: "who", label: (value) => `Works in ${value}`, most: 4 },
  job_title: { group: "who", label: (value) => `Works as ${value}`, most: 3 },
  country: { group: "where", label: (value) => `Lives in ${value}`, most: 4 },
  region: { group: "where", label: (value) => `Region: ${value}`, most: 4 },
  city: { group: "where", label: (value) => `City: ${value}`, most: 5 },
  language: { group: "where", label: (value) => `Speaks ${value}`, most: 3 },
  source: { group: "reads", label: (value) => `Came by ${value}`, most: 5 },
  order_channel: { group: "reads", label: (value) => `Ordered by ${value}`, most: 4 },
  category: { group: "buys", label: (value) => `Bought ${value}`, most: 8 },
};

/** Of each kind so many values more, because they set the members apart. */
const MOST_APART = 3;

function kindOf(key: string, names: FactNames): Kind | null {
  const field = FIELDS[key];
  if (field) return field;
  if (key === "product")
    return { group: "buys", label: (value) => `Bought ${names.products.get(value) ?? value}`, most: 6 };
  if (key === "event")
    return {
      group: "reads",
      label: (value) => `${names.events.get(value) ?? value}, last 90 days`,
      most: 10,
    };
  if (key.startsWith("consent_")) {
    const channel = CHANNEL_LABEL[key.slice("consent_".length) as Channel];
    return { group: "reads", label: () => `Agreed to ${channel}`, most: 1 };
  }
  if (key.startsWith("device:"))
    return { group: "devices", label: (value) => `Used ${value}, last 90 days`, most: 5 };
  if (key.startsWith("answer:")) {
    const question = names.questions.get(key.slice("answer:".length));
    return question ? { group: "says", label: (value) => `${question} ${value}`, most: 6 } : null;
  }
  const attribute = names.attributes.get(key.replace("attribute:", ""));
  if (!attribute) return null;
  const { label, type, isDevice } = attribute;
  return {
    group: isDevice ? "devices" : "attributes",
    label: (value) => (type === "boolean" ? label : `${label}: ${value}`),
    most: 6,
  };
}

const isShown = (key: string, value: string) =>
  key.startsWith("consent_") ? value === "in" : value !== "false";

/** How far the members have it more often than the rest; 0 for too few to say. */
const over = ({ k, n, restK, restN }: ShareCell) =>
  k < SMALL_N ? 0 : (((k + 0.5) / (n + 1)) * (restN + 1)) / (restK + 0.5);

function shareFacts(cells: readonly ShareCell[], names: FactNames, wanted: ReadonlySet<string>): Fact[] {
  return [...new Set(cells.map(({ key }) => key))].flatMap((key) => {
    const kind = kindOf(key, names);
    if (!kind) return [];
    const shown = cells.filter((cell) => cell.key === key && cell.n > 0 && isShown(key, cell.value));
    const bySize = shown.toSorted((a, b) => b.k - a.k || a.value.localeCompare(b.value, "en"));
    const large = bySize.slice(0, kind.most).filter(({ k }) => k > 0);
    const apart = bySize
      .slice(kind.most)
      .filter((cell) => over(cell) > 1)
      .toSorted((a, b) => over(b) - over(a))
      .slice(0, MOST_APART);
    const asked = shown.filter(({ value }) => wanted.has(`${key}:${value}`));
    return [...new Set([...large, ...apart, ...asked])].map(({ key: _, value, ...counts }) =>
      shareFact({ key: `${key}:${value}`, group: kind.group, label: kind.label(value) }, counts),
    );
  });
}

const AMOUNTS: Record<string, { group: FactGroup; label: string; unit: FactUnit; of?: Fact["of"] }> = {
  orderValue: { group: "rhythm", label: "Order value, middle", unit: "money", of: "order" },
  orderGap: { group: "rhythm", label: "Days between two orders, middle", unit: "days", of: "order" },
  ordersPerBuyer: { group: "rhythm", label: "Orders of a buyer, middle", unit: "number" },
  spendPerBuyer: { group: "rhythm", label: "Spent by a buyer so far, middle", unit: "money" },
  age: { group: "who", label: "Age, middle", unit: "years" },
  income: { group: "who", label: "Income, middle", unit: "number" },
};

function amountFacts(cells: readonly AmountCell[]): Fact[] {
  const middle = (figures: number[] | null): Amounts["member"] => {
    const [value, low, high, quarter, threeQuarters] = figures ?? [];
    if (value === undefined || low === undefined || high === undefined) return null;
    return { value, interval: [low, high], middleHalf: [quarter ?? low, threeQuarters ?? high] };
  };
  return Object.entries(AMOUNTS).flatMap(([key, amount]) => {
    const cell = cells.find((one) => one.key === key);
    if (!cell) return [];
    const { n, baseN } = cell;
    const member = middle(cell.member);
    const base = middle(cell.base);
    return amountFact({ key: `amount:${key}`, ...amount }, { n, baseN, member, base }) ?? [];
  });
}

/** All facts out of what was counted, in the order of the page. `wanted` are keys that are there however few have them. */
export function factsOf(
  counted: { shares: readonly ShareCell[]; rhythm: readonly RhythmCell[]; amounts: readonly AmountCell[] },
  names: FactNames,
  wanted: readonly string[],
): Fact[] {
  const asked = new Set(wanted);
  return [
    ...amountFacts(counted.amounts),
    ...shareFacts(counted.shares, names, asked),
    ...rhythmFacts(counted.rhythm, asked),
  ];
}
