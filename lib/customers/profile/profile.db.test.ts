import { beforeEach, describe, expect, it } from "vitest";
import {
  makeAnswer,
  makeAttribute,
  makeCampaign,
  makeCategory,
  makeConsent,
  makeCustomer,
  makeEvent,
  makeEventName,
  makeOrder,
  makePersona,
  makeProduct,
  makeSegment,
  makeSurvey,
} from "@/db/factories";
import { campaignAudience, customerMetrics, segmentChanges } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { HISTORY_KINDS, type HistoryEntry, type HistoryKind } from "../history/entry";
import { HistoryQuery } from "../history/model";
import { getYear, listHistory } from "../history/queries";
import { getCustomer, getReach, seenCustomerNo } from "./queries";

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

const now = new Date("2026-06-15T10:00:00Z");
let shop: TestWorkspace;
let owner: Ctx;
beforeEach(async () => {
  shop = await makeWorkspace({ now });
  owner = shop.ctx();
});

const reads = (ctx: Ctx, customerId: string) => [
  () => getReach(ctx, { customerId }),
  () => getYear(ctx, { customerId }),
  () => listHistory(ctx, { customerId, kind: null, before: null }),
  () => seenCustomerNo(ctx, { customerId }),
];

describe("profile", () => {
  it("has consents with their last date and source, gaps among own fields, figures", async () => {
    const { no, id } = await makeCustomer(owner, {
      firstName: "Ana",
      consentEmail: "out",
      consentSms: "in",
      attrs: { plan: "Pro", likes: ["tea", "jam"], faith: "none" },
      birthDate: "1990-02-28",
    });
    await makeConsent(owner, { customerNo: no, status: "in", at: new Date("2025-01-01T00:00:00Z") });
    await makeConsent(owner, {
      customerNo: no,
      status: "out",
      at: new Date("2025-02-01T00:00:00Z"),
      source: "link in mail",
    });
    await makeAttribute(owner, { key: "plan", label: "Plan" });
    await makeAttribute(owner, { key: "likes", label: "Likes", type: "choices" });
    await makeAttribute(owner, { key: "faith", label: "Faith", special: "religion" });
    await makeAttribute(owner, { key: "pets", label: "Pets", type: "number" });
    await owner.db.insert(customerMetrics).values({
      workspaceId: shop.workspaceId,
      customerNo: no,
      orderCount: 3,
      returnCount: 1,
      rfmRecency: 5,
      engagement: 40,
    });
    const person = await getCustomer(owner, { customerId: id });
    expect(person.consentLines).toEqual([
      { channel: "email", status: "out", at: new Date("2025-02-01T00:00:00Z"), source: "link in mail" },
      { channel: "sms", status: "in", at: null, source: null },
      ...(["phone", "post", "ads"] as const).map((channel) => ({
        channel,
        status: "unknown",
        at: null,
        source: null,
      })),
    ]);
    expect(person.details?.ownFields.map(({ key, value, special }) => [key, value, special])).toEqual([
      ["faith", "none", "religion"],
      ["likes", ["tea", "jam"], null],
      ["pets", null, null],
      ["plan", "Pro", null],
    ]);
    expect(person).toMatchObject({
      name: "Ana",
      returnCount: 1,
      scores: { recency: 5, frequency: null, engagement: 40 },
      details: { fields: { birthDate: "1990-02-28", gender: null } },
    });
  });

  it("shows a member only figures of people outside their segments, and refuses the rest", async () => {
    const mine = await makeCustomer(owner, { firstName: "Ana", phone: "+371 2", attrs: { plan: "Pro" } });
    const theirs = await makeCustomer(owner, { firstName: "Ieva", phone: "+371 9", attrs: { plan: "Pro" } });
    await makeAttribute(owner, { key: "plan" });
    await makeSegment(owner, { members: [mine.no], ownerId: shop.users.member.id });
    await makeSegment(owner, { name: "Other", members: [theirs.no] });
    const member = shop.ctx("member");
    expect(await getCustomer(member, { customerId: mine.id })).toMatchObject({
      name: "Ana",
      details: { phone: "+371 2" },
    });
    const masked = await getCustomer(member, { customerId: theirs.id });
    expect(masked).toMatchObject({
      name: null,
      details: null,
      isMasked: true,
      segments: [{ name: "Other" }],
    });
    expect(JSON.stringify(masked)).not.toMatch(/Ieva|371|Pro/);
    for (const read of reads(member, mine.id)) expect(await code(read())).toBe("done");
    for (const read of reads(member, theirs.id)) expect(await code(read())).toBe("FORBIDDEN");
  });

  it("is refused to viewers, and is not there for other workspaces and the erased", async () => {
    const { id } = await makeCustomer(owner);
    const erased = await makeCustomer(owner, { erasedAt: now });
    const viewer = shop.ctx("viewer");
    const other = (await makeWorkspace()).ctx();
    for (const read of [() => getCustomer(viewer, { customerId: id }), ...reads(viewer, id)])
      expect(await code(read())).toBe("FORBIDDEN");
    for (const read of [() => getCustomer(other, { customerId: id }), ...reads(other, id)])
      expect(await code(read())).toBe("NOT_FOUND");
    for (const read of [() => getCustomer(owner, { customerId: erased.id }), ...reads(owner, erased.id)])
      expect(await code(read())).toBe("NOT_FOUND");
  });

  it("leads on to personas of the segments and to campaigns that hold the person", async () => {
    const { no, id } = await makeCustomer(owner);
    const segment = await makeSegment(owner, { members: [no] });
    const old = await makeSegment(owner, { members: [no], archivedAt: now });
    const persona = await makePersona(owner, { segmentId: segment.id });
    await makePersona(owner, { segmentId: old.id, name: "Gone with its segment" });
    await makePersona(owner, { segmentId: segment.id, name: "Archived", archivedAt: now });
    const campaign = await makeCampaign(owner, { status: "running" });
    await makeCampaign(owner, { name: "Elsewhere" });
    await owner.db.insert(campaignAudience).values({
      workspaceId: shop.workspaceId,
      campaignId: campaign.id,
      customerNo: no,
      segmentId: segment.id,
      isControl: true,
    });
    expect(await getReach(owner, { customerId: id })).toEqual({
      campaigns: [{ id: campaign.id, name: "Spring look-book", status: "running", isControl: true }],
      personas: [{ id: persona.id, name: persona.name, segmentId: segment.id }],
    });
  });
});

describe("history", () => {
  /** 70 things of every kind at only nine different moments. */
  async function busy() {
    const { no: customerNo, id } = await makeCustomer(owner);
    const other = await makeCustomer(owner);
    const tea = await makeProduct(owner, { name: "Assam 250 g" });
    const category = await makeCategory(owner, "Tea");
    const sent = await makeEventName(owner, "email_sent", "E-mail sent");
    const visit = await makeEventName(owner, "web_visit", "Visited the site");
    const campaign = await makeCampaign(owner);
    const segment = await makeSegment(owner, { name: "Tea people" });
    const { numbers } = await makeSurvey(owner, [{ key: "nps" }, { key: "why", type: "choice" }]);
    const at = (index: number) => new Date(Date.UTC(2026, 4, 1 + (index % 9), 8));
    for (let index = 0; index < 20; index++) {
      await makeOrder(owner, {
        customerNo,
        orderedAt: at(index),
        lines: [{ amountMinor: 500, productNo: tea.no, categoryNo: category.no }, index % 5 ? 300 : -900],
      });
      await makeEvent(owner, {
        customerNo,
        nameNo: sent.no,
        occurredAt: at(index),
        props: { campaign: index % 2 ? campaign.name : campaign.id },
      });
      await makeEvent(owner, {
        customerNo,
        nameNo: visit.no,
        occurredAt: at(index),
        props: { device: "app" },
      });
    }
    await makeOrder(owner, { customerNo: other.no, orderedAt: at(1) });
    await owner.db.insert(segmentChanges).values(
      [true, false, true, false].map((hasEntered, index) => ({
        workspaceId: shop.workspaceId,
        segmentNo: segment.no,
        customerNo,
        at: at(Math.floor(index / 2)),
        hasEntered,
        cause: "data" as const,
      })),
    );
    for (const channel of ["email", "sms", "ads"] as const)
      await makeConsent(owner, { customerNo, channel, at: at(3) });
    for (const [index, questionNo] of numbers.entries())
      await makeAnswer(owner, {
        customerNo,
        questionNo,
        answeredAt: at(4),
        ...(index === 0 ? { score: 9 } : { choice: "price" }),
      });
    return { id, campaign };
  }

  async function allOf(customerId: string, kind: HistoryKind | null): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    let before: string | null = null;
    do {
      const page = await listHistory(owner, { customerId, ...HistoryQuery.parse({ kind, before }) });
      expect(page.entries.length).toBeLessThanOrEqual(20);
      entries.push(...page.entries);
      before = page.before;
    } while (before);
    return entries;
  }

  it("is complete and without doubles though many things share a moment, newest first", async () => {
    const { id } = await busy();
    const whole = await allOf(id, null);
    expect(whole).toHaveLength(69);
    expect(new Set(whole.map(({ at, ref }) => `${at.getTime()} ${ref}`)).size).toBe(69);
    const times = whole.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const parts = await Promise.all(HISTORY_KINDS.map((kind) => allOf(id, kind)));
    expect(parts.map((part) => part.length)).toEqual([20, 23, 22, 4]);
    const ids = (entries: HistoryEntry[]) => entries.map(({ at, ref }) => `${at.getTime()} ${ref}`).sort();
    expect(ids(parts.flat())).toEqual(ids(whole));
  });

  it("has orders with lines, contacts with their campaign, answers, segments and consents", async () => {
    const { id, campaign } = await busy();
    const whole = await allOf(id, null);
    const first = (kind: HistoryEntry["kind"], test: (entry: never) => boolean = () => true) =>
      whole.find((entry) => entry.kind === kind && test(entry as never));
    expect(first("order", ({ isReturn }: { isReturn: boolean }) => !isReturn)).toMatchObject({
      amountMinor: 800,
      lines: [
        { lineNo: 1, product: "Assam 250 g", category: "Tea", quantity: 1, amountMinor: 500 },
        { lineNo: 2, product: null, category: null, amountMinor: 300 },
      ],
    });
    expect(first("order", ({ isReturn }: { isReturn: boolean }) => isReturn)).toMatchObject({
      amountMinor: -400,
    });
    const mails = whole.filter((entry) => entry.kind === "event" && entry.name === "email_sent");
    expect(mails.every((entry) => entry.kind === "event" && entry.campaign?.id === campaign.id)).toBe(true);
    expect(first("event", ({ name }: { name: string }) => name === "web_visit")).toMatchObject({
      label: "Visited the site",
      props: { device: "app" },
      campaign: null,
    });
    const answers = whole.flatMap((entry) => (entry.kind === "answer" ? [entry.answer] : []));
    expect(answers.sort()).toEqual([9, "price"]);
    expect(first("segment")).toMatchObject({ segment: { name: "Tea people" }, cause: "data" });
    expect(first("consent")).toMatchObject({ status: "in", source: "sign-up form" });
  });

  it("begins anew when the place in it cannot be read", () => {
    for (const before of ["x", "2026-05-01~order:1", ["a", "b"], "2026-05-01T08:00:00.000000Z~"])
      expect(HistoryQuery.parse({ kind: "shoes", before })).toEqual({ kind: null, before: null });
  });

  it("adds up orders, their net amount and what was sent, by week", async () => {
    const { id } = await busy();
    const year = await getYear(owner, { customerId: id });
    expect(year).toHaveLength(53);
    expect(year.at(-1)?.from).toBe("2026-06-15");
    expect(year.filter(({ contacts }) => contacts > 0)).toEqual([
      { from: "2026-04-27", orders: 6, amountMinor: 4000, contacts: 8 },
      { from: "2026-05-04", orders: 10, amountMinor: 7200, contacts: 12 },
    ]);
  });
});
