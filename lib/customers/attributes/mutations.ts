import { and, eq, sql } from "drizzle-orm";
import { attributes, customers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found } from "@/lib/errors";
import { formatList } from "@/lib/format";
import { type Attribute, hasChoices } from "./attribute";
import type { AttributeChange } from "./model";
import { listAttributes } from "./queries";

/**
 * Changes how a field of the workspace is named, sorted and protected. INVALID, at the field, for a choice that
 * customers have, for no choice at all, and for a special category while rules use the field.
 */
export async function updateAttribute(ctx: Ctx, { key, ...change }: AttributeChange): Promise<void> {
  authorize(ctx, "attributes:edit");
  await inTransaction(ctx, async (tx) => {
    const isThisOne = and(eq(attributes.workspaceId, tx.workspaceId), eq(attributes.key, key));
    await tx.db.select({ key: attributes.key }).from(attributes).where(isThisOne).for("update");
    const before = found(
      (await listAttributes(tx)).find((attribute) => attribute.key === key),
      "field",
    );
    const choices = hasChoices(before.type) ? (change.choices ?? before.choices) : [];
    if (hasChoices(before.type) && choices.length === 0)
      throw invalid("choices", "Give at least one choice.");
    await refuseChoicesInUse(tx, key, before.type === "choices", missing(before.choices, choices));
    if (change.special && !before.special && before.usedIn.length > 0)
      throw invalid("special", usedWords(before.usedIn));
    const after = { ...change, choices };
    const changes = Object.fromEntries(
      (["label", "dimension", "special", "isPersonal", "choices"] as const)
        .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
        .map((part) => [part, [before[part], after[part]]]),
    );
    if (Object.keys(changes).length === 0) return;
    await tx.db.update(attributes).set(after).where(isThisOne);
    await recordAudit(tx, { action: "field.changed", subject: key, detail: { name: after.label, changes } });
  });
}

function usedWords(segments: Attribute["usedIn"]): string {
  const names = formatList(segments.map(({ name }) => `“${name}”`));
  const [rule, uses, it] =
    segments.length === 1 ? ["rule", "uses", "that rule"] : ["rules", "use", "those rules"];
  return `The ${rule} of ${names} ${uses} this field, and special categories need explicit consent. Take it out of ${it} first.`;
}

const missing = (before: readonly string[], after: readonly string[]) =>
  before.filter((choice) => !after.includes(choice));

async function refuseChoicesInUse(
  { db, workspaceId }: Ctx,
  key: string,
  isList: boolean,
  removed: readonly string[],
): Promise<void> {
  for (const choice of removed) {
    const held = JSON.stringify({ [key]: isList ? [choice] : choice });
    const holders = await db
      .select({ no: customers.no })
      .from(customers)
      .where(and(eq(customers.workspaceId, workspaceId), sql`${customers.attrs} @> ${held}::jsonb`))
      .limit(1);
    if (holders.length > 0) throw invalid("choices", `There are customers with “${choice}”, so it stays.`);
  }
}

function invalid(field: string, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}
