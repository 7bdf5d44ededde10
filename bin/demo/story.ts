import type postgres from "postgres";
import type { DemoCampaign } from "@/db/demo/campaign";
import { COPY_POINTS, EXTRAS, VIEWS } from "@/db/demo/campaign-extras";
import { CAMPAIGNS } from "@/db/demo/campaigns";
import { type DemoPersona, PERSONAS } from "@/db/demo/personas";
import { SEGMENTS } from "@/db/demo/segments";
import { ZONE } from "@/db/demo/shopping";
import type { Ctx } from "@/lib/auth/ctx";
import { reviewCampaign } from "@/lib/campaigns/approval/mutations";
import { addComment } from "@/lib/campaigns/comments/mutations";
import { addDependency } from "@/lib/campaigns/dependencies/mutations";
import { setCampaignStatus } from "@/lib/campaigns/launch/mutations";
import { createCampaign } from "@/lib/campaigns/mutations";
import { addPlanItem, updatePlanItem } from "@/lib/campaigns/plan/mutations";
import { getCampaign } from "@/lib/campaigns/queries";
import { addSpend } from "@/lib/campaigns/spend/mutations";
import type { CampaignStatus, ReviewVerdict } from "@/lib/campaigns/status";
import { acceptTactic } from "@/lib/campaigns/tactics/mutations";
import { saveView } from "@/lib/campaigns/views/mutations";
import { addDays, type Day } from "@/lib/days";
import { newId } from "@/lib/ids";
import { renewCounts } from "@/lib/personas/counts/mutations";
import { pin } from "@/lib/personas/drift";
import { isTooFew, mostDistinct } from "@/lib/personas/fact";
import { getSegmentFacts } from "@/lib/personas/facts/queries";
import { createPersona } from "@/lib/personas/mutations";
import { addNote } from "@/lib/personas/notes/mutations";
import { checkFacts } from "@/lib/personas/pins/mutations";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import type { Cause } from "@/lib/segments/dimension";
import { evaluateSegment } from "@/lib/segments/members/mutations";
import { createSegment, updateSegment } from "@/lib/segments/mutations";
import { handOverSegment, takeSegment } from "@/lib/segments/ownership/mutations";
import { todayIn } from "@/lib/zone";
import type { DemoFacts } from "./facts";
import { known, type Shop } from "./shop";

const DAY = 86_400_000;
/** A campaign is written down this many days before it starts. */
const DAYS_AHEAD = 28;
const HOUR = 3_600_000;

/** What the team does in the demo, each deed by somebody at a moment. */
export class DemoStory {
  private readonly segmentIds = new Map<string, string>();
  private readonly personaIds = new Map<string, string>();
  private readonly campaignIds = new Map<string, string>();
  private readonly itemIds = new Map<string, string[]>();
  private readonly statuses = new Map<string, CampaignStatus>();

  constructor(
    private readonly sql: postgres.Sql,
    private readonly shop: Shop,
    private readonly surveyId: string,
    private readonly today: Day,
  ) {}

  segmentId(key: string): string {
    return known(this.segmentIds, key);
  }

  campaignId(key: string): string {
    return known(this.campaignIds, key);
  }

  private get ids() {
    return { segment: (key: string) => this.segmentId(key), surveyId: this.surveyId };
  }

  async makeSegments(at: Date): Promise<void> {
    const { as, userId } = this.shop;
    for (const segment of SEGMENTS) {
      const { segmentId } = await createSegment(as("ada", at), {
        name: segment.name,
        description: segment.description,
        dimension: segment.dimension,
        parentId: segment.parent ? this.segmentId(segment.parent) : null,
        rule: (segment.before?.rule ?? segment.rule)(this.ids),
      });
      this.segmentIds.set(segment.key, segmentId);
      if (segment.owner) await takeSegment(as(segment.owner, at), { segmentId });
      const { handedOver } = segment;
      if (segment.owner && handedOver)
        await handOverSegment(as(segment.owner, at), {
          segmentId,
          toUserId: userId(handedOver.to),
          note: handedOver.note,
        });
    }
  }

  /** Everyone's memberships as of a moment; the monthly figures wait for the end of the story. */
  async count(at: Date, cause: Cause): Promise<void> {
    const ctx = this.shop.as("ada", at);
    const catalogue = await getCatalogue(
      ctx,
      SEGMENTS.map(({ rule }) => rule(this.ids)),
    );
    const done = new Map<string, Promise<unknown>>();
    for (const { key, parent } of SEGMENTS) {
      const evaluate = () => evaluateSegment(ctx, { segmentId: this.segmentId(key), cause, catalogue });
      done.set(key, Promise.resolve(parent && done.get(parent)).then(evaluate));
    }
    await Promise.all(done.values());
  }

  async changeRules(at: Date): Promise<void> {
    for (const { key, rule, before } of SEGMENTS)
      if (before)
        await updateSegment(this.shop.as("june", at), {
          segmentId: this.segmentId(key),
          version: 1,
          rule: rule(this.ids),
          note: before.note,
        });
  }

  /** The personas from the story's beginning, or those that came later. */
  async makePersonas(at: Date, when: "first" | "later"): Promise<void> {
    const ctx = this.shop.as("june", at);
    const unpinned: { personaId: string; segmentId: string; pinned: readonly string[] }[] = [];
    for (const [index, persona] of PERSONAS.entries()) {
      if (index < 3 !== (when === "first")) continue;
      const segmentId = this.segmentId(persona.segment);
      const { personaId } = await createPersona(ctx, {
        segmentId,
        name: persona.name,
        tagline: persona.tagline,
        story: persona.story,
        quote: persona.quote,
        journeyStage: persona.stage,
        statements: persona.statements.map(([kind, text, evidence, link = ""]) => ({
          kind,
          text,
          evidence,
          link,
          noteId: null,
        })),
        facts: [],
      });
      this.personaIds.set(persona.key, personaId);
      unpinned.push({ personaId, segmentId, pinned: persona.pinned ?? [] });
      await this.writeNotes(ctx, personaId, persona);
    }
    await this.keepCounts(at);
    for (const ids of unpinned) await this.pinFacts(ctx, ids);
  }

  /** What was heard in interviews; the statements from interviews rest on the first of them. */
  private async writeNotes(ctx: Ctx, personaId: string, { notes = [] }: DemoPersona): Promise<void> {
    const noteIds: string[] = [];
    for (const { before, quotes, ...note } of notes) {
      const heldOn = addDays(todayIn(ZONE, ctx.now()), -before);
      const { noteId } = await addNote(ctx, { personaId, ...note, quotes: [...quotes], heldOn });
      noteIds.push(noteId);
    }
    if (noteIds[0])
      await this.sql`update persona_statements set note_id = ${noteIds[0]}, link = null
        where workspace_id = ${ctx.workspaceId} and persona_id = ${personaId} and evidence = 'interview'`;
  }

  /** What facts are made from, two minutes later: a change of the same moment might not have been in it. */
  async keepCounts(at: Date): Promise<void> {
    await renewCounts(this.shop.as("ada", new Date(at.getTime() + 120_000)));
  }

  /** The pinned facts of the first persona, compared with the counts as when the day turns; of the others then. */
  async checkFacts(at: Date): Promise<void> {
    await checkFacts(this.shop.as("ada", at), { segmentId: this.segmentId(PERSONAS[0]?.segment ?? "") });
  }

  /** What sets the members apart, pinned here and not by createPersona, which would compute it all a second time. */
  private async pinFacts(
    ctx: Ctx,
    { personaId, segmentId, pinned }: { personaId: string; segmentId: string; pinned: readonly string[] },
  ): Promise<void> {
    const { sql } = this;
    const { facts } = await getSegmentFacts(ctx, { segmentId });
    const best = facts.find(({ key }) => key.startsWith("slot:"))?.key ?? "";
    const wanted = ["amount:orderValue", best, ...pinned];
    const always = facts.filter((fact) => wanted.includes(fact.key) && !isTooFew(fact));
    const chosen = [...new Set([...always, ...mostDistinct(facts, 6)])].slice(0, 8);
    await sql`insert into persona_facts ${sql(
      chosen.map((fact, position) => ({
        workspace_id: ctx.workspaceId,
        persona_id: personaId,
        key: fact.key,
        position,
        value: JSON.stringify(pin(fact, ctx.workspace.currency)),
        pinned_at: ctx.now().toISOString(),
      })),
    )}`;
  }

  /** Campaigns that are to be written down, launched or over by this moment. */
  async campaigns(facts: DemoFacts, at: Date, isLast: boolean): Promise<void> {
    const day = todayIn(ZONE, at);
    for (const campaign of CAMPAIGNS) {
      const { key, start, length, status } = campaign;
      const startOn = addDays(this.today, start);
      if (!this.campaignIds.has(key) && (isLast || addDays(startOn, -DAYS_AHEAD) <= day))
        await this.writeDown(campaign, at);
      const isLaunched = status !== "draft" && status !== "planned";
      if (isLaunched && startOn <= day && !this.statuses.has(key)) await this.launch(facts, campaign, at);
      const isOver = addDays(startOn, length) <= day;
      if (status === "finished" && isOver && this.statuses.get(key) === "running")
        await this.step(key, "finished", at);
      if (isLast && (status === "planned" || status === "paused")) await this.step(key, status, at);
      if (isLast) await this.furnish(campaign, at);
    }
    if (!isLast) return;
    for (const view of VIEWS) await saveView(this.shop.as("june", at), view);
  }

  private async writeDown(campaign: DemoCampaign, at: Date): Promise<void> {
    const ctx = this.shop.as("june", at);
    const { userId } = this.shop;
    const startOn = addDays(this.today, campaign.start);
    const { campaignId } = await createCampaign(ctx, {
      name: campaign.name,
      objective: campaign.objective,
      journeyStage: campaign.stage,
      channels: campaign.channels,
      ownerId: campaign.owner ? userId(campaign.owner) : null,
      personaId: campaign.persona ? known(this.personaIds, campaign.persona) : null,
      segmentIds: campaign.segments.map((key) => this.segmentId(key)),
      variants: [
        { name: "A", channel: null, offer: campaign.offer, message: campaign.message },
        ...(EXTRAS[campaign.key]?.variants ?? []),
      ].map(({ offer = "", ...variant }) => ({ ...variant, offer, id: newId() })),
      links: [...(EXTRAS[campaign.key]?.links ?? [])],
      goals: [...(EXTRAS[campaign.key]?.goals ?? [])],
      budgetMinor: campaign.budget,
      startOn,
      endOn: addDays(startOn, campaign.length - 1),
      controlShare: campaign.control,
      stratifyBy: campaign.balance ?? [],
      goalEvent: null,
    });
    this.campaignIds.set(campaign.key, campaignId);
    const itemIds: string[] = [];
    // What was given lately still waits for a yes.
    const isAccepted = at.toISOString().slice(0, 10) < addDays(this.today, -14);
    for (const tactic of campaign.plan) {
      const on = addDays(startOn, tactic.from);
      const { itemId } = await addPlanItem(ctx, {
        campaignId,
        kind: tactic.isMilestone ? "milestone" : "tactic",
        name: tactic.name,
        channel: tactic.channel ?? null,
        assigneeId: tactic.who ? userId(tactic.who) : null,
        startOn: on,
        endOn: tactic.isMilestone ? on : addDays(on, tactic.length - 1),
        hours: tactic.hours ?? 0,
        progress: tactic.progress ?? 0,
        isByHand: false,
      });
      if (tactic.who && isAccepted && !tactic.progress)
        await acceptTactic(this.shop.as(tactic.who, at), { itemId });
      itemIds.push(itemId);
    }
    this.itemIds.set(campaign.key, itemIds);
    for (const [index, { after }] of campaign.plan.entries()) {
      const fromId = after && itemIds[after.item];
      const toId = itemIds[index];
      if (fromId && toId)
        await addDependency(ctx, { fromId, toId, type: after.type ?? "FS", lagDays: after.lag ?? 0 });
    }
    if (campaign.after) {
      const fromId = known(this.campaignIds, campaign.after);
      await addDependency(ctx, { fromId, toId: campaignId, type: "FS", lagDays: 0 });
    }
  }

  private async step(key: string, to: CampaignStatus, at: Date): Promise<void> {
    const ctx = this.shop.as("marek", at);
    const campaignId = known(this.campaignIds, key);
    const campaign = await getCampaign(ctx, { campaignId });
    if (!campaign) throw new Error(`The campaign ${key} is missing.`);
    await setCampaignStatus(ctx, { campaignId, version: campaign.version, to });
    this.statuses.set(key, to);
  }
  private async review(key: string, verdict: ReviewVerdict, comment: string, at: Date): Promise<void> {
    const ctx = this.shop.as("marek", at);
    const campaignId = known(this.campaignIds, key);
    const campaign = await getCampaign(ctx, { campaignId });
    await reviewCampaign(ctx, { campaignId, version: campaign?.version ?? 0, verdict, comment });
  }

  /** What stands beside the brief by now: decisions, and the money in three payments of falling size. */
  private async furnish(campaign: DemoCampaign, at: Date): Promise<void> {
    const { key, status, start, length, spent } = campaign;
    await this.discuss(campaign, at);
    const { approved, sentBack, spentOn = ["Pictures and copy", "Sending"] } = EXTRAS[key] ?? {};
    if (sentBack) {
      await this.step(key, "planned", at);
      await this.review(key, "sent back", sentBack, at);
    }
    if (approved && status === "planned") await this.review(key, "approved", approved, at);
    if (spent === 0) return;
    const notes = [...spentOn, "Small things"];
    const parts = notes.map((_, index) => Math.round((spent * (notes.length - index)) / 10 / 100) * 100);
    for (const [index, note] of notes.entries()) {
      const rest = spent - parts.slice(1).reduce((sum, part) => sum + part, 0);
      const on = addDays(this.today, Math.min(start + Math.round((length * index) / notes.length) - 2, -1));
      await addSpend(this.shop.as("june", at), {
        campaignId: known(this.campaignIds, key),
        spentOn: on,
        amountMinor: index === 0 ? rest : (parts[index] ?? 0),
        note,
      });
    }
  }

  /** The points of the copy, ticked as far as it has come, and what the team says. */
  private async discuss({ key, plan }: DemoCampaign, at: Date): Promise<void> {
    const itemIds = this.itemIds.get(key) ?? [];
    const [, itemId] = itemIds;
    const progress = plan[1]?.progress ?? 0;
    const done = Math.floor((progress * COPY_POINTS.length) / 100);
    const checklist = COPY_POINTS.map((text, index) => ({ id: newId(), text, isDone: index < done }));
    if (itemId)
      await updatePlanItem(this.shop.as("june", at), {
        itemId,
        version: 1,
        changes: { checklist, progress },
      });
    const { comments = [] } = EXTRAS[key] ?? {};
    for (const [index, { who, item, text }] of comments.entries())
      await addComment(this.shop.as(who, new Date(at.getTime() - (comments.length - index) * HOUR)), {
        campaignId: known(this.campaignIds, key),
        itemId: item === undefined ? null : (itemIds[item] ?? null),
        body: text,
      });
  }

  private async launch(facts: DemoFacts, campaign: DemoCampaign, at: Date): Promise<void> {
    await this.step(campaign.key, "planned", at);
    await this.review(campaign.key, "approved", EXTRAS[campaign.key]?.approved ?? "", at);
    await this.step(campaign.key, "running", at);
    const campaignId = known(this.campaignIds, campaign.key);
    const treated = await this.sql<{ no: number }[]>`
      select customer_no as no from campaign_audience
      where workspace_id = ${this.shop.workspaceId} and campaign_id = ${campaignId} and not is_control order by customer_no`;
    facts.cause(
      treated.map(({ no }) => no),
      {
        campaign: campaignId,
        from: at.getTime(),
        until: at.getTime() + campaign.length * DAY,
        sends: campaign.sends ?? 0,
        lift: campaign.lift ?? 0,
      },
    );
  }
}
