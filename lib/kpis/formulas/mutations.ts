import { and, eq } from "drizzle-orm";
import { kpiFormulas } from "@/db/schema";
import { recordAudit } from "@/lib/audit/mutations";
import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { AppError, found, sqlState } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { FormulaChange, FormulaInput, FormulaRef } from "./model";
import { listFormulaProblems } from "./queries";

const isThis = (ctx: Ctx, { formulaId }: FormulaRef) =>
  and(eq(kpiFormulas.workspaceId, ctx.workspaceId), eq(kpiFormulas.id, formulaId));

/** Refuses a formula that cannot be counted, with the first problem at its field. */
async function requireSound(ctx: Ctx, input: FormulaInput): Promise<void> {
  const [problem] = await listFormulaProblems(ctx, input);
  if (problem)
    throw new AppError("INVALID", "The formula cannot be counted yet.", {
      fields: { formula: problem.text },
    });
}

/** Two KPIs of a workspace never share a name, the archived ones included. */
async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (sqlState(error) !== "23505") throw error;
    const message = "There is a KPI of this name already, perhaps an archived one. Choose another.";
    throw new AppError("CONFLICT", message, { fields: { name: message }, cause: error });
  }
}

/** Defines a KPI of the workspace's own. */
export async function defineFormula(ctx: Ctx, input: FormulaInput): Promise<FormulaRef> {
  authorize(ctx, "kpis:define");
  await requireSound(ctx, input);
  const formulaId = newId();
  await named(() =>
    inTransaction(ctx, async (tx) => {
      await tx.db.insert(kpiFormulas).values({
        ...input,
        ...{ workspaceId: tx.workspaceId, id: formulaId },
        ...{ createdBy: tx.actor.userId, createdAt: tx.now() },
      });
      await recordAudit(tx, { action: "formula.created", subject: formulaId, detail: input });
    }),
  );
  return { formulaId };
}

/** Changes or renames a KPI of the workspace's own; answers what it was, for the way back. */
export async function changeFormula(ctx: Ctx, input: FormulaChange): Promise<FormulaChange> {
  authorize(ctx, "kpis:define");
  const { formulaId, ...fields } = input;
  await requireSound(ctx, input);
  return named(() =>
    inTransaction(ctx, async (tx) => {
      const before = await lockFormula(tx, input);
      await tx.db.update(kpiFormulas).set(fields).where(isThis(tx, input));
      await recordAudit(tx, {
        action: "formula.changed",
        subject: formulaId,
        detail: { ...fields, before: before.formula, from: before.name },
      });
      return { formulaId, ...before };
    }),
  );
}

async function lockFormula(tx: Ctx, ref: FormulaRef): Promise<FormulaInput> {
  const [row] = await tx.db
    .select({
      name: kpiFormulas.name,
      formula: kpiFormulas.formula,
      unit: kpiFormulas.unit,
      polarity: kpiFormulas.polarity,
    })
    .from(kpiFormulas)
    .where(isThis(tx, ref))
    .for("update");
  return found(row, "KPI");
}

/** Takes a KPI out of the choices; its formula stays. */
export async function archiveFormula(ctx: Ctx, ref: FormulaRef): Promise<FormulaRef> {
  authorize(ctx, "kpis:define");
  return setArchived(ctx, ref, true);
}

/** Brings an archived KPI back. */
export async function restoreFormula(ctx: Ctx, ref: FormulaRef): Promise<FormulaRef> {
  authorize(ctx, "kpis:define");
  return setArchived(ctx, ref, false);
}

function setArchived(ctx: Ctx, ref: FormulaRef, isArchived: boolean): Promise<FormulaRef> {
  return inTransaction(ctx, async (tx) => {
    const { name } = await lockFormula(tx, ref);
    await tx.db
      .update(kpiFormulas)
      .set({ archivedAt: isArchived ? tx.now() : null })
      .where(isThis(tx, ref));
    await recordAudit(tx, {
      action: isArchived ? "formula.archived" : "formula.restored",
      subject: ref.formulaId,
      detail: { name },
    });
    return ref;
  });
}
