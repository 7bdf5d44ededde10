import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digests, members, notifications } from "@/db/schema";
import { addCampaign, addTactic } from "@/db/testing/campaigns";
import { type Mailbox, openMailbox } from "@/db/testing/mailbox";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { smtpMailer } from "@/lib/mail/smtp";
import { NOTICE_KIND, NOTICE_KINDS, type NoticeKind } from "../notices/kinds";
import type { NoticeSettingsInput } from "../notices/model";
import { markRead, saveNoticeSettings, sendNotices } from "../notices/mutations";
import { countUnread, getNoticeChoices, listNotices } from "../notices/queries";
import { remindOfDay } from "../reminders/mutations";
import { sendDigests } from "./mutations";

const baseUrl = "https://facet.example";
let shop: TestWorkspace;
let mailbox: Mailbox;
/** A Wednesday; the workspace's zone is two hours ahead of UTC. */
let clock: Date;

beforeEach(async () => {
  clock = new Date("2026-05-13T05:00:00Z");
  [shop, mailbox] = await Promise.all([makeWorkspace(), openMailbox()]);
});
afterEach(() => mailbox.close());

const as = (role: "owner" | "manager" | "member" | "viewer") => ({ ...shop.ctx(role), now: () => clock });
const at = (text: string) => {
  clock = new Date(text);
};
const tell = (title: string, kind: NoticeKind = "assigned", href = "/work") =>
  sendNotices(as("manager"), [{ userId: shop.users.member.id, kind, title, href }]);
async function run() {
  const mailer = smtpMailer({ smtpUrl: mailbox.url, from: "Facet <facet@example.test>", baseUrl });
  return sendDigests(as("owner"), { mailer, baseUrl }).finally(mailer.close);
}
const usual = (): NoticeSettingsInput => ({
  ...{ every: "daily", hour: 8, weekday: 1, timeZone: null },
  ways: Object.fromEntries(
    NOTICE_KINDS.map((kind) => [kind, NOTICE_KIND[kind].usual]),
  ) as NoticeSettingsInput["ways"],
});
const rows = () =>
  shop.ctx().db.select().from(digests).where(eq(digests.workspaceId, shop.workspaceId)).orderBy(digests.slot);

describe("a digest", () => {
  it("is one mail with what is new, in text and HTML, and none without", async () => {
    await tell("Ana handed you “Copy” <b>now</b>", "assigned", "/campaigns/1/plan");
    await tell("Ana named you in a comment on “Copy”", "mentioned", "/campaigns/1/plan/2");
    await tell("Ana finished “Proofs”", "progress");
    expect(await run()).toEqual({ sent: 0, failed: 0 });
    at("2026-05-13T06:00:00Z");
    expect(await run()).toEqual({ sent: 1, failed: 0 });
    const [mail] = mailbox.mails;
    expect(mail?.to).toEqual([{ name: "Test member", address: shop.users.member.email.toLowerCase() }]);
    expect(mail?.subject).toBe("2 things are new in Test shop");
    expect(mail?.text).toContain(
      "- Ana handed you “Copy” <b>now</b>\n  https://facet.example/campaigns/1/plan\n",
    );
    expect(mail?.text).toMatch(
      /GIVEN TO YOU[\s\S]*MENTIONS[\s\S]*https:\/\/facet\.example\/settings\/me#notices/,
    );
    expect(mail?.text).not.toContain("Proofs");
    expect(mail?.html).toContain('href="https://facet.example/campaigns/1/plan/2"');
    expect(mail?.html).not.toContain("<b>now");
    const header = (name: string) => mail?.headers.find((each) => each.key === name)?.value;
    expect(header("list-unsubscribe")).toBe("<https://facet.example/settings/me#notices>");
    expect(header("auto-submitted")).toBe("auto-generated");
    expect(await run()).toEqual({ sent: 0, failed: 0 });
    at("2026-05-14T06:00:00Z");
    expect(await run()).toEqual({ sent: 0, failed: 0 });
    expect(mailbox.mails).toHaveLength(1);
  });

  it("is sent once for a moment, by however many servers, and the next tells only what came since", async () => {
    await tell("First");
    at("2026-05-13T06:00:00Z");
    await Promise.all([run(), run(), run(), run()]);
    expect(mailbox.mails).toHaveLength(1);
    at("2026-05-13T12:00:00Z");
    await tell("Second");
    await run();
    expect(mailbox.mails).toHaveLength(1);
    at("2026-05-14T09:00:00Z");
    await Promise.all([run(), run()]);
    expect(mailbox.mails.map(({ text }) => [text?.includes("First"), text?.includes("Second")])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect((await rows()).map(({ slot, state }) => [slot.toISOString(), state])).toEqual([
      ["2026-05-13T06:00:00.000Z", "sent"],
      ["2026-05-14T06:00:00.000Z", "sent"],
    ]);
  });

  it("outlives a mail server that fails: later tries, the same id, nothing lost, what came meanwhile in it", async () => {
    await tell("First");
    mailbox.refusal = { code: 451, to: "message" };
    at("2026-05-13T06:00:00Z");
    expect(await run()).toEqual({ sent: 0, failed: 1 });
    const [waiting] = await rows();
    expect(waiting).toMatchObject({ state: "waiting", attempts: 1, error: "The mail server answered 451." });
    expect(waiting?.dueAt?.getTime()).toBeGreaterThan(clock.getTime());
    expect(await run()).toEqual({ sent: 0, failed: 0 });
    await tell("Second");
    mailbox.refusal = null;
    at("2026-05-13T06:05:00Z");
    expect(await run()).toEqual({ sent: 1, failed: 0 });
    expect(mailbox.mails.map(({ subject, messageId }) => [subject, messageId])).toEqual([
      ["2 things are new in Test shop", `<digest.${waiting?.id}@facet.example>`],
    ]);
    expect((await getNoticeChoices(as("member"))).last).toMatchObject({
      state: "sent",
      notices: 2,
      error: null,
    });
  });

  it("waits too while no server answers at all, and gives up an address that is refused for good", async () => {
    await tell("First");
    const { url } = mailbox;
    at("2026-05-13T06:00:00Z");
    mailbox.url = "smtp://127.0.0.1:1";
    expect(await run()).toEqual({ sent: 0, failed: 1 });
    expect((await rows())[0]?.error).toBe("The mail server could not be reached.");
    mailbox.url = url;
    mailbox.refusal = { code: 550, to: "address" };
    at("2026-05-13T06:05:00Z");
    expect(await run()).toEqual({ sent: 0, failed: 1 });
    expect(await rows()).toMatchObject([
      { state: "failed", dueAt: null, error: "The mail server refused the address (550)." },
    ]);
    mailbox.refusal = null;
    at("2026-05-14T06:00:00Z");
    expect(await run()).toEqual({ sent: 1, failed: 0 });
    expect(mailbox.mails[0]?.text).toContain("First");
  });

  it("is forgotten with a member who leaves while it waits", async () => {
    await tell("First");
    mailbox.refusal = { code: 451, to: "message" };
    at("2026-05-13T06:00:00Z");
    await run();
    await shop
      .ctx()
      .db.update(members)
      .set({ removedAt: clock })
      .where(and(eq(members.workspaceId, shop.workspaceId), eq(members.userId, shop.users.member.id)));
    mailbox.refusal = null;
    at("2026-05-13T07:00:00Z");
    expect(await run()).toEqual({ sent: 0, failed: 0 });
    expect([await rows(), mailbox.mails]).toEqual([[], []]);
  });

  it("leaves out what was read in the app, whoever left, and other workspaces", async () => {
    const other = await makeWorkspace();
    await tell("Read");
    await markRead(as("member"), {});
    await sendNotices(as("manager"), [
      { userId: shop.users.viewer.id, kind: "mentioned", title: "Hi", href: "/work" },
    ]);
    await sendNotices({ ...other.ctx(), now: () => clock, actor: { ...other.ctx().actor, userId: null } }, [
      { userId: other.users.member.id, kind: "assigned", title: "Theirs", href: "/work" },
    ]);
    await shop
      .ctx()
      .db.update(members)
      .set({ removedAt: clock })
      .where(and(eq(members.workspaceId, shop.workspaceId), eq(members.userId, shop.users.viewer.id)));
    at("2026-05-13T06:00:00Z");
    expect(await run()).toEqual({ sent: 0, failed: 0 });
    for (const role of ["manager", "member", "viewer"] as const) {
      const mailer = smtpMailer({ smtpUrl: mailbox.url, from: "f@example.test", baseUrl });
      await expect(sendDigests(as(role), { mailer, baseUrl })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });
});

describe("settings", () => {
  it("say per kind: in the app, in the digest, both, or off", async () => {
    const ways = { ...usual().ways };
    ways.assigned = { inApp: false, inMail: true };
    ways.mentioned = { inApp: true, inMail: false };
    ways.drift = { inApp: false, inMail: false };
    await saveNoticeSettings(as("member"), { ...usual(), ways });
    await tell("Mail only");
    await tell("App only", "mentioned");
    await tell("Nowhere", "drift");
    expect((await listNotices(as("member"))).map(({ title }) => title)).toEqual(["App only"]);
    expect(await countUnread(as("member"))).toBe(1);
    await markRead(as("member"), {});
    at("2026-05-13T06:00:00Z");
    await run();
    expect(
      mailbox.mails.map(({ text }) =>
        ["Mail only", "App only", "Nowhere"].map((word) => text?.includes(word)),
      ),
    ).toEqual([[true, false, false]]);
  });

  it("set rhythm, hour and zone; off drops what waits; they are one's own", async () => {
    await saveNoticeSettings(as("member"), {
      ...usual(),
      every: "weekly",
      weekday: 4,
      hour: 7,
      timeZone: "Asia/Kolkata",
    });
    expect(await getNoticeChoices(as("member"))).toMatchObject({
      schedule: { every: "weekly", timeZone: "Asia/Kolkata" },
      nextAt: new Date("2026-05-14T01:30:00Z"),
    });
    expect(await getNoticeChoices(as("manager"))).toMatchObject({
      schedule: { every: "daily", hour: 8 },
      timeZone: null,
    });
    await tell("First");
    at("2026-05-13T06:00:00Z");
    expect(await run()).toEqual({ sent: 0, failed: 0 });
    at("2026-05-14T01:30:00Z");
    expect(await run()).toEqual({ sent: 1, failed: 0 });
    await tell("Second");
    await saveNoticeSettings(as("member"), { ...usual(), every: "off" });
    await saveNoticeSettings(as("member"), usual());
    at("2026-05-15T06:00:00Z");
    expect(await run()).toEqual({ sent: 0, failed: 0 });
  });
});

describe("reminders of the day", () => {
  it("tell what is due and late once each, and conflicts to whom they concern", async () => {
    at("2026-05-13T00:00:00Z");
    const { member, marketer } = shop.users;
    const campaignId = await addCampaign(shop, {
      ...{ name: "Spring", status: "running", ownerId: marketer.id },
      ...{ startOn: "2026-05-01", endOn: "2026-06-30", approvedAt: null },
    });
    const tactic = (name: string, endOn: string, more = {}) =>
      addTactic(shop, { campaignId, assigneeId: member.id, startOn: "2026-05-01", name, endOn, ...more });
    await tactic("Tomorrow", "2026-05-14");
    await tactic("Late", "2026-05-11", { hours: 90 });
    await tactic("Later", "2026-05-20");
    await tactic("Done", "2026-05-11", { progress: 100 });
    const titles = async (userId: string) =>
      (
        await shop
          .ctx()
          .db.select({ title: notifications.title })
          .from(notifications)
          .where(and(eq(notifications.workspaceId, shop.workspaceId), eq(notifications.userId, userId)))
      )
        .map(({ title }) => title)
        .sort();
    await remindOfDay(as("owner"));
    await remindOfDay(as("owner"));
    const first = await titles(member.id);
    expect(first).toEqual([
      expect.stringMatching(/^Test member has 90 hours of work for 40/),
      "“Late” in “Spring”: 2 days late",
      "“Tomorrow” in “Spring”: due tomorrow",
    ]);
    expect(await titles(marketer.id)).toEqual(["“Spring” runs with content that nobody approved"]);
    at("2026-05-14T00:00:00Z");
    await remindOfDay(as("owner"));
    expect(await titles(member.id)).toEqual(first);
    at("2026-05-15T00:00:00Z");
    await Promise.all([remindOfDay(as("owner")), remindOfDay(as("owner"))]);
    expect(await titles(member.id)).toEqual([...first, "“Tomorrow” in “Spring”: due yesterday"].sort());
    at("2026-05-15T06:00:00Z");
    await run();
    const mail = mailbox.mails.find(({ text }) => text?.includes("Test member"));
    expect(mail?.text).toMatch(/DUE AND LATE[\s\S]*“Late” in “Spring”: 2 days late[\s\S]*CONFLICTS/);
    await expect(remindOfDay(as("manager"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
