import { expect, test } from "vitest";
import { isContact, WEEKS_SHOWN, weeksOf } from "./entry";

test("what was sent and what came of it are contacts, what people do themselves is not", () => {
  for (const name of ["email_sent", "email_opened", "sms_delivered", "push_clicked", "calls_made"])
    expect(isContact(name), name).toBe(true);
  for (const name of ["app_opened", "web_visit", "postponed", "support_ticket", "my_email_sent"])
    expect(isContact(name), name).toBe(false);
});

test("weeks begin on Mondays, the last is this one, what lies before is left out", () => {
  const day = (on: string, orders: number) => ({ day: on, orders, amountMinor: orders * 100, contacts: 1 });
  const weeks = weeksOf("2026-06-17", [
    day("2026-06-15", 1),
    day("2026-06-14", 2),
    day("2026-06-08", 4),
    day("2025-06-16", 8),
    day("2025-06-15", 16),
    day("2026-06-22", 32),
  ]);
  expect(weeks).toHaveLength(WEEKS_SHOWN);
  expect(weeks[0]).toEqual({ from: "2025-06-16", orders: 8, amountMinor: 800, contacts: 1 });
  expect(weeks.slice(-2)).toEqual([
    { from: "2026-06-08", orders: 6, amountMinor: 600, contacts: 2 },
    { from: "2026-06-15", orders: 1, amountMinor: 100, contacts: 1 },
  ]);
  expect(weeks.reduce((sum, week) => sum + week.orders, 0)).toBe(15);
});
