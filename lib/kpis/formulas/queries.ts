import { and, asc, eq, isNull } from "drizzle-orm";
import { eventNames, kpiFormulas, kpiValues, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import { currencyUnit } from "@/lib/format";
import { todayIn } from "@/lib/zone";
import { addPeriods, type CalendarGrain, endOf, startOf } from "../grain";
import type { Period } from "../series/period";
import { listPeriods, listTypedByPeriod } from "../series/queries";
import { figureLabel } from "../typed-figure";
import { checkFormula, eventOf, type Usable } from "./check";
import { evaluateFormula } from "./evaluate";
import { type Expression, type FormulaProblem, leavesOf } from "./expression";
import type { Formula, FormulaPreview, FormulaRow, UsableNames } from "./formula";
import type { FormulaDraft, FormulaRef } from "./model";
import { eventCounts } from "./sql";

/** Months that the editor and the list show. */
const SHOWN = 12;

const columns = {
  id: kpiFormulas.id,
  name: kpiFormulas.name,
  formula: kpiFormulas.formula,
  unit: kpiFormulas.unit,
  polarity: kpiFormulas.polarity,
  archivedAt: kpiFormulas.archivedAt,
  who: users.name,
};

/** A KPI of the workspace's own, or null. */
export async function getFormula(ctx: Ctx, { formulaId }: FormulaRef): Promise<Formula | null> {
  authorize(ctx, "kpis:read");
  const [row] = await ctx.db
    .select(columns)
    .from(kpiFormulas)
    .leftJoin(users, eq(users.id, kpiFormulas.createdBy))
    .where(and(eq(kpiFormulas.workspaceId, ctx.workspaceId), eq(kpiFormulas.id, formulaId)));
  return row ?? null;
}

/** The names of the KPIs of the workspace's own that are in use, for choices. */
export async function listFormulaNames(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "kpis:read");
  return ctx.db
    .select({ id: kpiFormulas.id, name: kpiFormulas.name })
    .from(kpiFormulas)
    .where(and(eq(kpiFormulas.workspaceId, ctx.workspaceId), isNull(kpiFormulas.archivedAt)))
    .orderBy(asc(kpiFormulas.name));
}

/** Every KPI of the workspace's own with its last twelve months of everybody, archived ones last. */
export async function listFormulas(ctx: Ctx): Promise<FormulaRow[]> {
  authorize(ctx, "kpis:read");
  const [rows, usable] = await Promise.all([
    ctx.db
      .select(columns)
      .from(kpiFormulas)
      .leftJoin(users, eq(users.id, kpiFormulas.createdBy))
      .where(eq(kpiFormulas.workspaceId, ctx.workspaceId))
      .orderBy(asc(kpiFormulas.name)),
    getUsable(ctx),
  ]);
  const checked = rows.map((row) => ({ row, ...checkFormula(row.formula, usable) }));
  const sound = checked.flatMap(({ row, expression }) =>
    expression && !row.archivedAt ? [{ ...row, expression }] : [],
  );
  const read = await readExpressions(ctx, { expressions: sound, usable, ...lastMonthsOf(ctx) });
  return checked
    .map(({ row, problems }) => ({
      ...row,
      problems,
      points: (read.get(row.id)?.get(0) ?? []).map(({ startOn, own }) => ({ startOn, value: own ?? null })),
    }))
    .sort((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null));
}

function lastMonthsOf(ctx: Ctx) {
  const to = todayIn(ctx.workspace.timeZone, ctx.now());
  const from = addPeriods("month", startOf("month", to), 1 - SHOWN);
  return { grain: "month" as const, segmentNos: [0], from, to };
}

/** What a formula may name. */
async function getUsable(ctx: Ctx): Promise<Usable> {
  const [events, typed] = await Promise.all([
    ctx.db
      .select({ no: eventNames.no, name: eventNames.name, label: eventNames.label })
      .from(eventNames)
      .where(eq(eventNames.workspaceId, ctx.workspaceId))
      .orderBy(asc(eventNames.name)),
    ctx.db
      .selectDistinct({ figure: kpiValues.figure })
      .from(kpiValues)
      .where(and(eq(kpiValues.workspaceId, ctx.workspaceId), isNull(kpiValues.endedAt))),
  ]);
  return { events, typed: typed.map(({ figure }) => figure) };
}

/** The events and typed figures that the editor offers. */
export async function getUsableNames(ctx: Ctx): Promise<UsableNames> {
  authorize(ctx, "kpis:read");
  const { events, typed } = await getUsable(ctx);
  return { events: events.map(({ name }) => name), typed: typed.map(figureLabel).sort() };
}

/** What is wrong with a formula that is being written, or its last twelve months of everybody. Nothing is kept. */
export async function previewFormula(ctx: Ctx, { formula, unit }: FormulaDraft): Promise<FormulaPreview> {
  authorize(ctx, "kpis:define");
  const usable = await getUsable(ctx);
  const { expression, problems } = checkFormula(formula, usable);
  if (!expression) return { problems, points: [] };
  const draft = { id: "draft", unit, expression };
  const read = await readExpressions(ctx, { expressions: [draft], usable, ...lastMonthsOf(ctx) });
  const points = read.get("draft")?.get(0) ?? [];
  return { problems: [], points: points.map(({ startOn, own }) => ({ startOn, value: own ?? null })) };
}

/** What is wrong with a formula in this workspace; nothing where it can be counted. */
export async function listFormulaProblems(
  ctx: Ctx,
  { formula }: Pick<FormulaDraft, "formula">,
): Promise<FormulaProblem[]> {
  authorize(ctx, "kpis:read");
  return checkFormula(formula, await getUsable(ctx)).problems;
}

type PeriodsAsked = { grain: CalendarGrain; segmentNos: readonly number[]; from: Day; to: Day };

/** The periods of each segment (0: everybody) with the value of a KPI of the workspace's own as `own`. */
export async function listFormulaPeriods(
  ctx: Ctx,
  { formula, ...asked }: PeriodsAsked & { formula: Formula },
): Promise<Map<number, Period[]>> {
  authorize(ctx, "kpis:read");
  const usable = await getUsable(ctx);
  const { expression } = checkFormula(formula.formula, usable);
  if (!expression) return new Map();
  const read = await readExpressions(ctx, { expressions: [{ ...formula, expression }], usable, ...asked });
  return read.get(formula.id) ?? new Map();
}

type Sound = Pick<Formula, "id" | "unit"> & { expression: Expression };
type Event = { segmentNo: number; nameNo: number; startOn: Day; count: number; people: number };

/** One read of the snapshots, one of the events and one of the typed values, however many formulas there are. */
async function readExpressions(
  ctx: Ctx,
  { expressions, usable, ...asked }: PeriodsAsked & { expressions: readonly Sound[]; usable: Usable },
): Promise<Map<string, Map<number, Period[]>>> {
  if (expressions.length === 0) return new Map();
  const { grain, segmentNos } = asked;
  const [from, to] = [startOf(grain, asked.from), endOf(grain, startOf(grain, asked.to))];
  const leaves = expressions.flatMap(({ expression }) => leavesOf(expression));
  const nameNos = leaves.flatMap((leaf) =>
    leaf.kind === "call" && leaf.subject.kind === "event"
      ? (eventOf(usable, leaf.subject.name)?.no ?? [])
      : [],
  );
  const usesTyped = leaves.some((leaf) => leaf.kind === "call" && leaf.subject.kind === "typed");
  const [periods, counted, typed] = await Promise.all([
    listPeriods(ctx, asked),
    nameNos.length === 0
      ? []
      : ctx.db.execute<Event>(
          eventCounts({
            ...{
              workspaceId: ctx.workspaceId,
              timeZone: ctx.workspace.timeZone,
              nameNos: [...new Set(nameNos)],
            },
            ...{ grain, segmentNos, from, to },
          }),
        ),
    usesTyped
      ? listTypedByPeriod(ctx, { grain, segmentNos, from, to })
      : new Map<string, Map<string, number>>(),
  ]);
  const events = new Map<string, Map<number, { count: number; people: number }>>();
  for (const { segmentNo, nameNo, startOn, count, people } of counted) {
    const key = `${segmentNo} ${startOn}`;
    events.set(key, (events.get(key) ?? new Map()).set(nameNo, { count, people }));
  }
  const { digits } = currencyUnit(ctx.workspace.currency);
  const valueIn = ({ expression, unit }: Sound, no: number, { startOn, tally }: Period) => {
    const key = `${no} ${startOn}`;
    const reading = { tally, events: events.get(key) ?? new Map(), typed: typed.get(key) ?? new Map() };
    const value = evaluateFormula(expression, reading, { usable, digits });
    return value !== null && unit === "money" ? value * 10 ** digits : value;
  };
  return new Map(
    expressions.map((sound) => [
      sound.id,
      new Map(
        [...periods].map(([no, own]) => [
          no,
          own.map((period) => ({ ...period, own: valueIn(sound, no, period) })),
        ]),
      ),
    ]),
  );
}
