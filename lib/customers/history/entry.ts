import { addDays, type Day, diffDays, startOfWeek } from "@/lib/days";
import type { Cause } from "@/lib/segments/dimension";
import type { Channel, ConsentState } from "../fields";

/** What a history can be narrowed to. */
export const HISTORY_KINDS = ["orders", "contacts", "activity", "segments"] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

export type OrderLine = {
  lineNo: number;
  product: string | null;
  category: string | null;
  quantity: number;
  amountMinor: number;
};

/** One thing that happened, by what it is. `ref` names it within the person's history. */
export type HistoryEntry = { ref: string; at: Date } & (
  | {
      kind: "order";
      orderKey: string;
      amountMinor: number;
      isReturn: boolean;
      channel: string | null;
      lines: OrderLine[];
    }
  | {
      kind: "event";
      name: string;
      label: string;
      props: Record<string, string | number | boolean>;
      /** The campaign that the event carries, when there is one of that id or name. */
      campaign: { id: string; name: string } | null;
    }
  | { kind: "segment"; segment: { id: string; name: string }; hasEntered: boolean; cause: Cause }
  | { kind: "consent"; channel: Channel; status: ConsentState; source: string }
  | { kind: "answer"; survey: string; question: string; answer: string | number }
);

/** A page of a history, newest first; `before` leads on, null where it ends. */
export type HistoryPage = { entries: HistoryEntry[]; before: string | null };

/** Names of events that are contacts or came of one: "email_opened", "sms_sent". PostgreSQL reads it the same. */
export const CONTACT_PATTERN = "^(email|sms|phone|call|post|letter|push|ad|message)s?_";

export function isContact(name: string): boolean {
  return new RegExp(CONTACT_PATTERN).test(name);
}

/** Orders, what they came to, and contacts of one week. */
export type WeekOfYear = { from: Day; orders: number; amountMinor: number; contacts: number };

export const WEEKS_SHOWN = 53;

/** The last 53 weeks from their Mondays, oldest first; weeks in which nothing happened are there too. */
export function weeksOf(
  today: Day,
  days: readonly { day: Day; orders: number; amountMinor: number; contacts: number }[],
): WeekOfYear[] {
  const first = addDays(startOfWeek(today), -7 * (WEEKS_SHOWN - 1));
  const weeks: WeekOfYear[] = Array.from({ length: WEEKS_SHOWN }, (_, index) => ({
    from: addDays(first, 7 * index),
    orders: 0,
    amountMinor: 0,
    contacts: 0,
  }));
  for (const { day, orders, amountMinor, contacts } of days) {
    const week = weeks[Math.floor(diffDays(first, day) / 7)];
    if (!week) continue;
    week.orders += orders;
    week.amountMinor += amountMinor;
    week.contacts += contacts;
  }
  return weeks;
}
