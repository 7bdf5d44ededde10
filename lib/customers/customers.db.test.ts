import { beforeEach, describe, expect, it, test } from "vitest";
import { makeCustomer, makeSegment } from "@/db/factories";
import { customerMetrics, customers } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { CUSTOMER_SORTS, type CustomerRow } from "./customer";
import { CustomerListing } from "./model";
import { countCustomers, findCustomers, listCountries, listCustomers } from "./queries";

const listing = (given: object = {}): CustomerListing =>
  CustomerListing.parse({ sort: "seen", isDescending: true, ...given });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

let shop: TestWorkspace;
let owner: Ctx;
beforeEach(async () => {
  shop = await makeWorkspace();
  owner = shop.ctx();
});

const figures = (customerNo: number, given: Partial<typeof customerMetrics.$inferInsert>) =>
  owner.db.insert(customerMetrics).values({ workspaceId: shop.workspaceId, customerNo, ...given });

const keys = (rows: readonly CustomerRow[]) => rows.map(({ key }) => key);
const found = async (ctx: Ctx, given: object) => keys((await listCustomers(ctx, listing(given))).rows).sort();

describe("paging", () => {
  /** 120 people with ties and gaps in every value that can be sorted by. */
  async function crowd() {
    const people = Array.from({ length: 120 }, (_, index) => ({
      workspaceId: shop.workspaceId,
      no: index + 1,
      id: crypto.randomUUID(),
      externalId: `k${String((index * 37) % 120).padStart(3, "0")}`,
      firstName: index % 3 === 0 ? null : ["Ana", "Åse", "bo"][index % 2],
      lastName: index % 4 === 0 ? null : ["Berg", "lund"][index % 2],
      firstSeenAt: new Date(Date.UTC(2025, 0, 1 + (index % 7))),
      erasedAt: index === 5 ? new Date() : null,
    }));
    await owner.db.insert(customers).values(people);
    await owner.db.insert(customerMetrics).values(
      people.flatMap(({ workspaceId, no }) =>
        no % 5 === 0
          ? []
          : [
              {
                workspaceId,
                customerNo: no,
                orderCount: no % 4,
                spendMinor: (no % 3) * 100 - 100,
                lastOrderAt: no % 4 === 0 ? null : new Date(Date.UTC(2026, 0, no % 9)),
              },
            ],
      ),
    );
    return people.filter(({ erasedAt }) => !erasedAt).map(({ externalId }) => externalId);
  }

  const value = (sort: string, row: CustomerRow): string | number =>
    ({
      seen: row.firstSeenAt.getTime(),
      key: row.key ?? "",
      name: row.name?.toLowerCase() ?? "\uffff",
      orders: row.orderCount,
      last: row.lastOrderAt?.getTime() ?? Number.NEGATIVE_INFINITY,
      value: row.spendMinor,
    })[sort] ?? 0;

  it("is complete and without doubles, forwards and back, under every sort both ways", async () => {
    const everybody = (await crowd()).sort();
    for (const sort of CUSTOMER_SORTS)
      for (const isDescending of [true, false]) {
        const pages = [await listCustomers(owner, listing({ sort, isDescending }))];
        for (let last = pages[0]; last?.after; last = pages.at(-1))
          pages.push(await listCustomers(owner, listing({ sort, isDescending, after: last.after })));
        const rows = pages.flatMap((page) => page.rows);
        expect(pages.map((page) => page.rows.length)).toEqual([50, 50, 19]);
        expect(keys(rows).sort()).toEqual(everybody);
        const values = rows.map((row) => value(sort, row));
        const ordered = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(values, `${sort} ${isDescending}`).toEqual(isDescending ? ordered.reverse() : ordered);
        expect(pages[0]?.before).toBeNull();
        const back = await listCustomers(owner, listing({ sort, isDescending, before: pages[2]?.before }));
        expect(keys(back.rows)).toEqual(keys(pages[1]?.rows ?? []));
        expect(back.after).toBe(pages[1]?.after);
        const first = await listCustomers(owner, listing({ sort, isDescending, before: back.before }));
        expect(keys(first.rows)).toEqual(keys(pages[0]?.rows ?? []));
        expect(first.before).toBeNull();
      }
  });

  it("begins anew when the person that it goes on from is not there", async () => {
    await crowd();
    const stranger = await makeCustomer((await makeWorkspace()).ctx());
    const first = await listCustomers(owner, listing());
    expect(await listCustomers(owner, listing({ after: stranger.id }))).toEqual(first);
    expect(first.rows).toHaveLength(50);
  });
});

describe("search and filters", () => {
  it("finds every word in name, e-mail and key; short words at beginnings; signs of LIKE are themselves", async () => {
    await makeCustomer(owner, {
      externalId: "C-1",
      firstName: "Ilze",
      lastName: "Bērziņa",
      email: "i.b@mail.lv",
    });
    await makeCustomer(owner, {
      externalId: "C-2",
      firstName: "Ilona",
      lastName: "Kalniņa",
      email: "100%@mail.lv",
    });
    await makeCustomer(owner, { externalId: "C_3", firstName: null, lastName: null, email: null });
    await makeCustomer(owner, { externalId: "gone", firstName: "Ilze", erasedAt: new Date() });
    expect(await found(owner, { search: "ilze" })).toEqual(["C-1"]);
    expect(await found(owner, { search: "BĒRZ ilz" })).toEqual(["C-1"]);
    expect(await found(owner, { search: "il" })).toEqual(["C-1", "C-2"]);
    expect(await found(owner, { search: "ze" })).toEqual([]);
    expect(await found(owner, { search: "mail.lv" })).toEqual(["C-1", "C-2"]);
    expect(await found(owner, { search: "0%@" })).toEqual(["C-2"]);
    expect(await found(owner, { search: "%%%" })).toEqual([]);
    expect(await found(owner, { search: "C_" })).toEqual(["C_3"]);
    expect(await found(owner, { search: "___" })).toEqual([]);
    expect(await found(owner, { search: "\\" })).toEqual([]);
    expect(await countCustomers(owner, { search: "il" })).toBe(2);
  });

  it("narrows by segment, country, consent and orders, and counts the same", async () => {
    const one = await makeCustomer(owner, { country: "LV", consentEmail: "in" });
    const two = await makeCustomer(owner, { country: "LV", consentEmail: "out" });
    const three = await makeCustomer(owner, { country: "EE" });
    const four = await makeCustomer(owner);
    await figures(one.no, { orderCount: 1 });
    await figures(two.no, { orderCount: 2 });
    await figures(three.no, { orderCount: 0, returnCount: 1 });
    const { id } = await makeSegment(owner, { members: [one.no, three.no, four.no] });
    const expected: [object, string[]][] = [
      [{ segmentId: id }, [one.externalId, three.externalId, four.externalId]],
      [{ country: "LV" }, [one.externalId, two.externalId]],
      [{ consent: "email:in" }, [one.externalId]],
      [{ consent: "email:unknown" }, [three.externalId, four.externalId]],
      [{ stage: "none" }, [three.externalId, four.externalId]],
      [{ stage: "once" }, [one.externalId]],
      [{ stage: "again", country: "LV", sort: "value" }, [two.externalId]],
      [{ segmentId: id, country: "LV" }, [one.externalId]],
      [{ segmentId: crypto.randomUUID() }, []],
    ];
    for (const [given, people] of expected) {
      expect(await found(owner, given), JSON.stringify(given)).toEqual(people.sort());
      expect(await countCustomers(owner, listing(given))).toBe(people.length);
    }
    const other = (await makeWorkspace()).ctx();
    expect(await found(other, { segmentId: id })).toEqual([]);
    expect(await listCountries(owner)).toEqual(["EE", "LV"]);
    expect(await listCountries(other)).toEqual([]);
  });

  it("carries segments, the smallest first, without archived ones", async () => {
    const { no } = await makeCustomer(owner);
    await makeSegment(owner, { name: "Wide", members: [no], size: 90 });
    await makeSegment(owner, { name: "Narrow", members: [no], size: 2 });
    await makeSegment(owner, { name: "Old", members: [no], size: 1, archivedAt: new Date() });
    const [row] = (await listCustomers(owner, listing())).rows;
    expect(row?.segments.map(({ name }) => name)).toEqual(["Narrow", "Wide"]);
  });

  it("reads an address leniently", () => {
    expect(
      listing({
        segmentId: "x",
        consent: "email:maybe",
        stage: "often",
        sort: "shoe size",
        after: "7",
        country: "",
      }),
    ).toEqual({ sort: "seen", isDescending: true });
    expect(listing({ consent: "sms:out" }).consent).toBe("sms:out");
  });
});

describe("who sees whom", () => {
  async function two() {
    const mine = await makeCustomer(owner, {
      externalId: "C-1",
      firstName: "Ana",
      email: "ana@mail.lv",
      city: "Riga",
      country: "LV",
    });
    const theirs = await makeCustomer(owner, {
      externalId: "C-2",
      firstName: "Ieva",
      email: "ieva@mail.lv",
      city: "Riga",
      country: "LV",
    });
    const mailed = await makeCustomer(owner, {
      externalId: "jo@mail.lv",
      firstName: "Jo",
      email: "jo@mail.lv",
    });
    await makeSegment(owner, { name: "Mine", members: [mine.no], ownerId: shop.users.member.id });
    await makeSegment(owner, { name: "Theirs", members: [theirs.no], ownerId: shop.users.marketer.id });
    await makeSegment(owner, {
      name: "Was mine",
      members: [theirs.no],
      ownerId: shop.users.member.id,
      archivedAt: new Date(),
    });
    return { mine, theirs, mailed };
  }

  it("a viewer is refused everywhere, roles with person access see all", async () => {
    await two();
    const viewer = shop.ctx("viewer");
    for (const read of [
      () => listCustomers(viewer, listing()),
      () => countCustomers(viewer, {}),
      () => listCountries(viewer),
      () => findCustomers(viewer, { search: "Ana", limit: 5 }),
    ])
      expect(await code(read())).toBe("FORBIDDEN");
    for (const role of ["owner", "manager", "marketer"] as const) {
      const { rows } = await listCustomers(shop.ctx(role), listing());
      expect(rows.map(({ name, isMasked }) => [name, isMasked])).toEqual([
        ["Jo", false],
        ["Ieva", false],
        ["Ana", false],
      ]);
    }
  });

  it("a member sees the people of segments that they own; of others no name, contact, city or telling key", async () => {
    const { mine, theirs, mailed } = await two();
    const { rows } = await listCustomers(shop.ctx("member"), listing());
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get(mine.id)).toMatchObject({
      key: "C-1",
      name: "Ana",
      email: "ana@mail.lv",
      city: "Riga",
      isMasked: false,
    });
    expect(byId.get(theirs.id)).toMatchObject({
      key: "C-2",
      name: null,
      email: null,
      city: null,
      country: "LV",
      isMasked: true,
    });
    expect(byId.get(mailed.id)).toMatchObject({ key: null, name: null, email: null, isMasked: true });
    expect(JSON.stringify([byId.get(theirs.id), byId.get(mailed.id)])).not.toMatch(/ieva|jo@|riga/i);
  });

  it("a member's search tells nothing of people whom they may not see but a whole key", async () => {
    await two();
    const member = shop.ctx("member");
    expect(await found(member, { search: "ana" })).toEqual(["C-1"]);
    expect(await found(member, { search: "ieva" })).toEqual([]);
    expect(await found(member, { search: "mail.lv" })).toEqual(["C-1"]);
    expect(await found(member, { search: "C-2" })).toEqual(["C-2"]);
    expect(await found(member, { search: "C-" })).toEqual(["C-1"]);
    expect(await found(member, { search: "jo@mail.lv" })).toEqual([]);
    expect(await countCustomers(member, { search: "ieva" })).toBe(0);
    expect(keys(await findCustomers(member, { search: "C-2", limit: 5 }))).toEqual(["C-2"]);
  });

  it("a member's list is not ordered by what is hidden", async () => {
    await two();
    const member = shop.ctx("member");
    const usual = keys((await listCustomers(member, listing({ isDescending: false }))).rows);
    for (const sort of ["name", "key"])
      expect(keys((await listCustomers(member, listing({ sort, isDescending: false }))).rows)).toEqual(usual);
  });

  it("nobody of another workspace appears", async () => {
    await two();
    const other = (await makeWorkspace()).ctx();
    expect((await listCustomers(other, listing())).rows).toEqual([]);
    expect(await countCustomers(other, {})).toBe(0);
    expect(await findCustomers(other, { search: "C-1", limit: 5 })).toEqual([]);
  });
});

test("whose key it is comes first in the palette", async () => {
  await makeCustomer(owner, { externalId: "C-12" });
  await makeCustomer(owner, { externalId: "C-1" });
  await makeCustomer(owner, { externalId: "C-100" });
  expect(keys(await findCustomers(owner, { search: "C-1", limit: 2 }))).toEqual(["C-1", "C-12"]);
});
