import { beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { addSegment } from "@/db/testing/campaigns";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import { AuditQuery } from "./model";
import { recordAudit } from "./mutations";
import { listAudit, listAuditPeople } from "./queries";

let shop: TestWorkspace;
let other: TestWorkspace;
let segmentId: string;
const COUNT = 120;

/** Line n is at minute n / 2, so that pairs share their moment; every third is Facet's own. */
beforeAll(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  segmentId = await addSegment(shop, { no: 1, name: "Regulars" });
  await shop
    .ctx()
    .db.insert(auditLog)
    .values(
      Array.from({ length: COUNT }, (_, n) => ({
        workspaceId: shop.workspaceId,
        id: newId(),
        at: new Date(Date.UTC(2026, 4, 14, 8, Math.floor(n / 2))),
        actorId: n % 3 === 0 ? null : n % 3 === 1 ? shop.users.owner.id : shop.users.manager.id,
        action: n % 3 === 0 ? "segment.updated" : n % 3 === 1 ? "session.opened" : "target.set",
        subject: n % 3 === 0 ? segmentId : null,
        detail: n % 3 === 0 ? { version: n } : n % 3 === 1 ? null : { segmentId },
      })),
    );
  await recordAudit(other.ctx(), { action: "segment.created", subject: segmentId });
});

const read = (query: Record<string, string | null> = {}) =>
  listAudit(shop.ctx("manager"), AuditQuery.parse(query));

describe("the log", () => {
  it("is read by owners and managers", async () => {
    for (const role of ["marketer", "member", "viewer"] as const) {
      await expect(listAudit(shop.ctx(role), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(listAuditPeople(shop.ctx(role))).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect((await listAuditPeople(shop.ctx("owner"))).map(({ name }) => name)).toContain("Test viewer");
  });

  it("is walked to its end and back, every line once, newest first", async () => {
    const pages = [await read()];
    while (pages.at(-1)?.before) pages.push(await read({ before: pages.at(-1)?.before ?? null }));
    expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 20]);
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(COUNT);
    const times = pages.flatMap(({ rows }) => rows.map(({ at }) => at.getTime()));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(pages[0]?.after).toBeNull();
    const back = await read({ after: pages[2]?.after ?? null });
    expect(back.rows.map(({ id }) => id)).toEqual(pages[1]?.rows.map(({ id }) => id));
    expect((await read({ after: back.after })).after).toBeNull();
  });

  it("is narrowed to a person, to Facet itself and to an area", async () => {
    expect((await read({ who: shop.users.owner.id })).rows.every(({ who }) => who === "Test owner")).toBe(
      true,
    );
    expect((await read({ who: "facet" })).rows).toHaveLength(40);
    const segments = await read({ area: "segments" });
    expect(new Set(segments.rows.map(({ action }) => action))).toEqual(new Set(["segment.updated"]));
    expect((await read({ area: "personas" })).rows).toEqual([]);
  });

  it("names what a line is about, in this workspace only", async () => {
    const [line] = (await read({ area: "segments" })).rows;
    expect(line?.about).toEqual({ label: "Regulars", href: `/segments/${segmentId}` });
    expect((await read({ area: "kpis" })).rows[0]?.about?.label).toBe("Regulars");
    expect((await listAudit(other.ctx(), {})).rows).toMatchObject([
      { action: "segment.created", about: null },
    ]);
  });

  it("takes an address that cannot be read as one without it", () => {
    expect(AuditQuery.parse({ who: "x", area: "y", before: "z", after: "2026~1" })).toEqual({});
  });
});
