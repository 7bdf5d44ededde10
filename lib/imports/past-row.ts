import type { PastPerson, PastSettings } from "@/lib/campaigns/past/past";
import type { CustomerIntake } from "@/lib/customers/intake/customer";
import { lineAmount } from "@/lib/orders/line";
import { CellFault, cellText, emailIn, idIn, numberIn, type ReadColumn, shortened } from "./customer-row";
import type { ImportMapping } from "./mapping";
import { isBlank, readBoolean, readNumber } from "./reading";

type Options = {
  key: ImportMapping["key"];
  settings: PastSettings;
  minorPerUnit: number;
  /** Names the row where the file has no column that tells people apart. */
  rowKey: (no: number) => string;
};

/** In minor units; a sum of many such amounts still fits a bigint. */
const MAX_AMOUNT = 1e13;

/** Reads one row of a campaign's people; null for a group that is left out. Throws CellFault when it cannot be taken. */
export function pastReader(
  columns: readonly ReadColumn[],
  { key, settings, minorPerUnit, rowKey }: Options,
): (cells: readonly string[], no: number) => PastPerson | null {
  const by = new Map(columns.map((column) => [column.field, column]));
  const roles = new Map(settings.arms.map(({ value, role }) => [value, role]));
  return (cells, no) => {
    const text = (field: string) => {
      const column = by.get(field);
      return column ? cellText(cells, column) : null;
    };
    const arm = text("arm") ?? "";
    const role = roles.get(arm);
    if (role === "out") return null;
    if (!role) throw new CellFault("The group is none of those that were matched");
    const spend = by.get("spend");
    const amount = spend ? (numberIn(text("spend") ?? "", spend) ?? 0) : null;
    const bought = timesIn(text("bought"), by.get("bought"));
    const amountMinor = amount === null ? null : lineAmount(1, amount, minorPerUnit);
    if (Math.abs(amountMinor ?? 0) > MAX_AMOUNT) throw new CellFault("The amount is too large");
    return {
      ...{
        customer: customerOf(key, text, by, () => rowKey(no)),
        arm,
        segment: shortened(text("segment") ?? "", 80),
      },
      ...{ amountMinor: amountMinor ?? (bought === null ? null : 0) },
      orders: bought ?? (amount === null ? null : Number(amount > 0)),
      hasReached: by.has("reached") ? (timesIn(text("reached"), by.get("reached")) ?? 0) > 0 : null,
    };
  };
}

/** How often: a number, or yes for once. Null without the column; none for an empty cell. */
function timesIn(text: string | null, column: ReadColumn | undefined): number | null {
  if (!column) return null;
  if (text === null || isBlank(text)) return 0;
  const times = readNumber(text, ".");
  if (times !== null && Number.isFinite(times)) return Math.min(Math.max(0, Math.round(times)), 10_000);
  const yes = readBoolean(text);
  if (yes === null) throw new CellFault(`${column.name} is neither yes nor no, nor a number`);
  return Number(yes);
}

function customerOf(
  key: ImportMapping["key"],
  text: (field: string) => string | null,
  by: ReadonlyMap<string, ReadColumn>,
  rowKey: () => string,
): CustomerIntake {
  if (key === "row") return { key: { externalId: rowKey() } };
  const value = text(key);
  const column = by.get(key);
  if (value === null || !column) throw new CellFault("No customer");
  if (key === "email") return { key: { email: emailIn(value, column) } };
  return { key: { externalId: idIn(value, column) } };
}
