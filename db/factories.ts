import { eq, sql } from "drizzle-orm";
import { newId } from "@/lib/ids";
import type { Db } from "./client";
import {
  attributes,
  campaigns,
  categories,
  consentLog,
  counters,
  customers,
  decisionLinks,
  decisions,
  dependencies,
  eventNames,
  events,
  notifications,
  orderLines,
  orders,
  personaFacts,
  personaNotes,
  personaStatements,
  personas,
  planItems,
  products,
  reports,
  segmentMembers,
  segments,
  segmentVersions,
  surveyAnswers,
  surveyQuestions,
  surveys,
  targets,
  valueRuns,
} from "./schema";

/** Where a row is made; a Ctx is one. */
export type Place = { db: Db; workspaceId: number };
/** What a test says about a row; the rest is filled in. */
type Given<T extends { $inferInsert: object }> = Partial<Omit<T["$inferInsert"], "workspaceId">>;

const EVERYONE = { kind: "all" as const, children: [{ kind: "everyone" as const }] };

/** The next number of a noun in the workspace, as the product counts them. */
export async function nextNo({ db, workspaceId }: Place, noun: string): Promise<number> {
  const [row] = await db
    .insert(counters)
    .values({ workspaceId, noun, lastNo: 1 })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.noun],
      set: { lastNo: sql`${counters.lastNo} + 1` },
    })
    .returning({ no: counters.lastNo });
  return row?.no ?? 1;
}

export async function makeCustomer(place: Place, given: Given<typeof customers> = {}) {
  const no = given.no ?? (await nextNo(place, "customer"));
  const row = {
    id: newId(),
    externalId: `c${no}`,
    firstSeenAt: new Date("2025-01-01T12:00:00Z"),
    ...given,
    no,
    workspaceId: place.workspaceId,
  };
  await place.db.insert(customers).values(row);
  return row;
}

export async function makeConsent(
  { db, workspaceId }: Place,
  given: Given<typeof consentLog> & { customerNo: number },
) {
  const row = {
    channel: "email" as const,
    status: "in" as const,
    at: new Date("2025-01-01T12:00:00Z"),
    source: "sign-up form",
    ...given,
    workspaceId,
  };
  await db.insert(consentLog).values(row);
  return row;
}

export async function makeAttribute(
  { db, workspaceId }: Place,
  given: Given<typeof attributes> & { key: string },
) {
  const row = { label: given.key, type: "text" as const, ...given, workspaceId };
  await db.insert(attributes).values(row);
  return row;
}

export async function makeCategory(place: Place, name: string) {
  const row = { workspaceId: place.workspaceId, no: await nextNo(place, "category"), name };
  await place.db.insert(categories).values(row);
  return row;
}

export async function makeProduct(place: Place, given: Given<typeof products> = {}) {
  const no = await nextNo(place, "product");
  const row = { name: `Product ${no}`, externalId: `p${no}`, ...given, no, workspaceId: place.workspaceId };
  await place.db.insert(products).values(row);
  return row;
}

/** An order with one line per amount; a sum below zero makes it a return. Summaries are the caller's to refresh. */
export async function makeOrder(
  place: Place,
  given: Omit<Given<typeof orders>, "no" | "amountMinor"> & {
    customerNo: number;
    orderedAt: Date;
    lines?: readonly (number | { amountMinor: number; productNo?: number; categoryNo?: number })[];
  },
) {
  const { lines = [1000], ...rest } = given;
  const { workspaceId } = place;
  const no = await nextNo(place, "order");
  const parts = lines.map((line) => (typeof line === "number" ? { amountMinor: line } : line));
  const amountMinor = parts.reduce((sum, line) => sum + line.amountMinor, 0);
  const row = { externalId: `o${no}`, isReturn: amountMinor < 0, ...rest, workspaceId, no, amountMinor };
  await place.db.insert(orders).values(row);
  const { customerNo, orderedAt } = rest;
  await place.db.insert(orderLines).values(
    parts.map((part, index) => ({
      quantity: part.amountMinor < 0 ? -1 : 1,
      ...part,
      workspaceId,
      orderNo: no,
      lineNo: index + 1,
      customerNo,
      orderedAt,
    })),
  );
  return row;
}

export async function makeEventName(place: Place, name: string, label = name) {
  const row = { workspaceId: place.workspaceId, no: await nextNo(place, "event_name"), name, label };
  await place.db.insert(eventNames).values(row);
  return row;
}

/** The bare event, without its roll-ups: `recordEvents` writes those too. */
export async function makeEvent(
  { db, workspaceId }: Place,
  given: Given<typeof events> & { customerNo: number; nameNo: number; occurredAt: Date },
) {
  const row = { messageId: newId(), ...given, workspaceId };
  await db.insert(events).values(row);
  return row;
}

/** A survey with these questions, and their numbers in the same order. */
export async function makeSurvey(
  place: Place,
  questions: readonly (Given<typeof surveyQuestions> & { key: string })[],
) {
  const { db, workspaceId } = place;
  const surveyId = newId();
  await db.insert(surveys).values({ workspaceId, id: surveyId, name: "Panel" });
  const numbers: number[] = [];
  for (const question of questions) {
    const no = await nextNo(place, "survey_question");
    numbers.push(no);
    await db
      .insert(surveyQuestions)
      .values({ text: question.key, type: "scale", ...question, workspaceId, surveyId, no });
  }
  return { surveyId, numbers };
}

export async function makeAnswer(
  { db, workspaceId }: Place,
  given: Given<typeof surveyAnswers> & { customerNo: number; questionNo: number },
) {
  const row = { answeredAt: new Date("2025-06-01T12:00:00Z"), ...given, workspaceId };
  await db.insert(surveyAnswers).values(row);
  return row;
}

/** A segment of every customer with version 1; members are those given, not those the rule would find. */
/** At once, so that a job that counts segments meanwhile finds it with its members or not at all. */
export async function makeSegment(
  place: Place,
  { members = [], ...given }: Given<typeof segments> & { members?: readonly number[] } = {},
) {
  const { db, workspaceId } = place;
  const no = await nextNo(place, "segment");
  const now = new Date();
  const row = {
    id: newId(),
    name: `Segment ${no}`,
    dimension: "behavioural" as const,
    rule: EVERYONE,
    size: members.length,
    evaluatedAt: now,
    ...given,
    workspaceId,
    no,
  };
  await db.transaction(async (tx) => {
    await tx.insert(segments).values(row);
    await tx
      .insert(segmentVersions)
      .values({ workspaceId, segmentId: row.id, version: 1, rule: row.rule, sentence: "All customers" });
    if (members.length > 0)
      await tx
        .insert(segmentMembers)
        .values(members.map((customerNo) => ({ workspaceId, segmentNo: no, customerNo, enteredAt: now })));
  });
  return row;
}

export async function makePersona(
  { db, workspaceId }: Place,
  given: Given<typeof personas> & { segmentId: string },
) {
  const row = { id: newId(), name: "Egle, the careful brewer", ...given, workspaceId };
  await db.insert(personas).values(row);
  return row;
}

/** Pinned to the card by its key: "country:Latvia". */
export async function makePinnedFact(
  { db, workspaceId }: Place,
  { personaId, key, text, label }: { personaId: string; key: string; text: string; label: string },
) {
  const value = { label, group: "where" as const, text, n: 40, share: 0.5 };
  await db.insert(personaFacts).values({ workspaceId, personaId, key, position: 0, value });
}

export async function makeNote(
  { db, workspaceId }: Place,
  given: Given<typeof personaNotes> & { personaId: string },
) {
  const row = { id: newId(), title: "In the shop", heldOn: "2026-05-01", ...given, workspaceId };
  await db.insert(personaNotes).values(row);
  return row;
}

export async function makeStatement(
  { db, workspaceId }: Place,
  given: Given<typeof personaStatements> & { personaId: string },
) {
  const row = {
    id: newId(),
    kind: "goal" as const,
    text: "Good coffee at home",
    evidence: "interview" as const,
    position: 1,
    ...given,
    workspaceId,
  };
  await db.insert(personaStatements).values(row);
  return row;
}

export async function makeCampaign({ db, workspaceId }: Place, given: Given<typeof campaigns> = {}) {
  const row = {
    id: newId(),
    name: "Spring look-book",
    journeyStage: "retention" as const,
    startOn: "2026-05-01",
    endOn: "2026-05-31",
    ...given,
    workspaceId,
  };
  await db.insert(campaigns).values(row);
  return row;
}

/** A tactic within its campaign's days, unless told otherwise. */
export async function makePlanItem(
  { db, workspaceId }: Place,
  given: Given<typeof planItems> & { campaignId: string },
) {
  const [campaign] = await db
    .select({ startOn: campaigns.startOn, endOn: campaigns.endOn })
    .from(campaigns)
    .where(eq(campaigns.id, given.campaignId));
  const row = {
    id: newId(),
    kind: "tactic" as const,
    name: "Write the copy",
    startOn: campaign?.startOn ?? "2026-05-01",
    endOn: campaign?.endOn ?? "2026-05-31",
    position: 1,
    ...given,
    workspaceId,
  };
  await db.insert(planItems).values(row);
  return row;
}

export async function makeDependency(
  { db, workspaceId }: Place,
  given: Given<typeof dependencies> & { fromCampaignId: string; toCampaignId: string },
) {
  const row = { id: newId(), ...given, workspaceId };
  await db.insert(dependencies).values(row);
  return row;
}

export async function makeTarget(
  { db, workspaceId }: Place,
  given: Given<typeof targets> & ({ segmentId: string } | { campaignId: string }),
) {
  const row = {
    id: newId(),
    metric: "revenue" as const,
    startOn: "2026-04-01",
    endOn: "2026-06-30",
    value: 100_000,
    ...given,
    workspaceId,
  };
  await db.insert(targets).values(row);
  return row;
}

export async function makeDecision(
  { db, workspaceId }: Place,
  given: Given<typeof decisions> & { decidedBy: string },
) {
  const row = {
    ...{ id: newId(), title: "Narrow the rule", reason: "A third of them buy once." },
    decidedOn: "2026-06-10",
    ...given,
    workspaceId,
  };
  await db.insert(decisions).values(row);
  return row;
}

/** A weekly report with its key figures, of everything and for nobody. */
export async function makeReport({ db, workspaceId }: Place, given: Given<typeof reports> = {}) {
  const row = {
    ...{ id: newId(), name: "Monday look", period: "week" as const, sections: ["figures" as const] },
    ...given,
    workspaceId,
  };
  await db.insert(reports).values(row);
  return row;
}

/** A decision's link to a campaign, unless told a version. */
export async function makeDecisionLink(
  { db, workspaceId }: Place,
  given: Given<typeof decisionLinks> & { decisionId: string },
) {
  const row = { id: newId(), ...given, workspaceId };
  await db.insert(decisionLinks).values(row);
  return row;
}

export async function makeNotification(
  { db, workspaceId }: Place,
  given: Given<typeof notifications> & { userId: string },
) {
  const row = { id: newId(), title: "A segment is yours", href: "/work", ...given, workspaceId };
  await db.insert(notifications).values(row);
  return row;
}

/** A run of expected values that waits, without the job that would take it. */
export async function makeValueRun({ db, workspaceId }: Place, given: Given<typeof valueRuns> = {}) {
  const row = { ...{ id: newId(), stage: "waiting" as const, discount: 0.1 }, ...given, workspaceId };
  await db.insert(valueRuns).values(row);
  return row;
}
