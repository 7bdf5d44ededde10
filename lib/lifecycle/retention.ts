import { addMonths, type Day, startOfMonth } from "@/lib/days";

/** People by the month of their first order: `people` then, and how many ordered 1, 2 … months later. */
export type Cohort = { month: Day; people: number; later: (number | null)[] };
export type CohortRow = { cohort: Day; month: Day; people: number };

/**
 * Cohorts from the first to the last month, at most `most` of them, the newest kept; months to come are left out, and
 * the running one is the last. A month in which nobody of a cohort ordered is 0.
 */
export function cohortsOf(rows: readonly CohortRow[], today: Day, most = 24): Cohort[] {
  const now = startOfMonth(today);
  const by = new Map(rows.map((row) => [`${row.cohort} ${row.month}`, row.people]));
  const months = [...new Set(rows.map((row) => row.cohort))].filter((month) => month <= now).sort();
  return months.slice(-most).map((month) => {
    const later: number[] = [];
    for (let next = addMonths(month, 1); next <= now; next = addMonths(next, 1))
      later.push(by.get(`${month} ${next}`) ?? 0);
    return { month, people: by.get(`${month} ${month}`) ?? 0, later };
  });
}

/** Share that ordered in the n-th month after, over all cohorts for which that month has ended; null where none. */
export function meanRetention(cohorts: readonly Cohort[], today: Day, month: number): number | null {
  const now = startOfMonth(today);
  const ended = cohorts.filter(
    (one) => addMonths(one.month, month) < now && typeof one.later[month - 1] === "number",
  );
  const people = ended.reduce((sum, one) => sum + one.people, 0);
  if (people === 0) return null;
  return ended.reduce((sum, one) => sum + (one.later[month - 1] ?? 0), 0) / people;
}
