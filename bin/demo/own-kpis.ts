import { addDays, type Day, startOfWeek } from "@/lib/days";
import { defineFormula } from "@/lib/kpis/formulas/mutations";
import { pasteValues } from "@/lib/kpis/values/mutations";
import type { Shop } from "./shop";

const WEEKS = 26;

/** The market stand that no system counts: its visits by week as a marketer pastes them, and two KPIs over them. */
export async function defineOwnKpis(shop: Shop, { today, end }: { today: Day; end: Date }): Promise<void> {
  const monday = startOfWeek(today);
  const lines = Array.from({ length: WEEKS }, (_, ago) => {
    const day = addDays(monday, -7 * (WEEKS - ago) + 5);
    return `${day}\tStand visits\t${140 + ((ago * 37) % 60) + ago * 3}\tstore`;
  });
  await pasteValues(shop.as("ada", end), { text: ["day\tfigure\tvalue\tchannel", ...lines].join("\n") });
  for (const kpi of [
    { name: "Revenue per member", formula: "sum(order.amount) / members", unit: "money" },
    { name: "Orders per stand visit", formula: 'orders / typed("Stand visits")', unit: "ratio" },
  ] as const)
    await defineFormula(shop.as("marek", end), { ...kpi, polarity: "up" });
}
