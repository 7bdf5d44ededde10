import { newId } from "@/lib/ids";
import { customerMetrics, customers } from "../schema";
import { makeWorkspace, type TestWorkspace } from "./workspace";

export type SmallShop = TestWorkspace & {
  now: Date /** Customer ids; the customer with number n is at n - 1. */;
  people: string[];
};

/** A workspace with 32 people: 1–20 live in LV, 21–30 in EE, 31 and 32 nowhere, and 32 was erased. One order of 1.00 each. */
export async function makeSmallShop(): Promise<SmallShop> {
  const now = new Date("2026-06-15T10:00:00Z");
  const workspace = await makeWorkspace({ now, floor: 10 });
  const { db } = workspace.ctx();
  const { workspaceId } = workspace;
  const people = Array.from({ length: 32 }, () => newId());
  await db.insert(customers).values(
    people.map((id, index) => ({
      workspaceId,
      no: index + 1,
      id,
      externalId: `c${index + 1}`,
      firstName: "Ana",
      lastName: `No ${index + 1}`,
      country: index < 20 ? "LV" : index < 30 ? "EE" : null,
      erasedAt: index === 31 ? now : null,
    })),
  );
  await db
    .insert(customerMetrics)
    .values(
      people.map((_, index) => ({ workspaceId, customerNo: index + 1, orderCount: 1, spendMinor: 100 })),
    );
  return { ...workspace, now, people };
}
