import { addDays, type Day, startOfWeek } from "@/lib/days";
import { defineFormula } from "@/lib/kpis/formulas/mutations";
import { pasteValues } from "@/lib/kpis/values/mutations";
import type { Shop } from "./shop";

const WEEKS = 26;
/** What the social network told of the look-book, in days after its start. */
const SOCIAL = { campaign: "Look-book: six rooms", begins: -56, days: [2, 5, 9, 12] };

/** The market stand that no system counts: its visits by week as a marketer pastes them, and two KPIs over them. */
export async function defineOwnKpis(shop: Shop, { today, end }: { today: Day; end: Date }): Promise<void> {
  const monday = startOfWeek(today);
  const lines = Array.from({ length: WEEKS }, (_, ago) => {
    const day = addDays(monday, -7 * (WEEKS - ago) + 5);
    return `${day}\tStand visits\t${140 + ((ago * 37) % 60) + ago * 3}\tstore`;
  });
  await pasteValues(shop.as("ada", end), { text: ["day\tfigure\tvalue\tchannel", ...lines].join("\n") });
  const social = SOCIAL.days.flatMap((after, index) => {
    const day = addDays(today, SOCIAL.begins + after);
    const told = [`Impressions\t${8400 - index * 1300}`, `Ad clicks\t${212 - index * 31}`];
    return told.map((value) => `${day}\t${value}\tsocial\t${SOCIAL.campaign}`);
  });
  await pasteValues(shop.as("iben", end), {
    text: ["day\tfigure\tvalue\tchannel\tcampaign", ...social].join("\n"),
  });
  for (const kpi of [
    { name: "Revenue per member", formula: "sum(order.amount) / members", unit: "money" },
    { name: "Orders per stand visit", formula: 'orders / typed("Stand visits")', unit: "ratio" },
  ] as const)
    await defineFormula(shop.as("marek", end), { ...kpi, polarity: "up" });
}
