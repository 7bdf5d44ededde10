import type { APIRequestContext, APIResponse } from "@playwright/test";
import * as make from "@/db/factories";
import { addCampaign } from "@/db/testing/campaigns";
import { builtEndpoints, builtPages } from "./build";
import type { Answer } from "./call";
import { ENDPOINT_ROWS, type Question } from "./endpoint-rows";
import { expect, type Shop, test } from "./fixtures";
import { upload } from "./import-rows";
import { formula } from "./kpi-rows";
import { type Asked, fingerprint, isolationFaults, makeScene, roleFaults, settleJobs } from "./matrix";
import { report } from "./report-rows";
import { type Ids, PAGE_ROWS } from "./routes";
import { webhook } from "./webhook-rows";

function send(request: APIRequestContext, { path, body, bytes }: Question): Promise<APIResponse> {
  if (bytes !== undefined) return request.put(path, { data: Buffer.from(bytes) });
  return body === undefined ? request.get(path) : request.post(path, { data: body });
}

async function askEndpoint(request: APIRequestContext, question: Question): Promise<Answer> {
  const response = await send(request, question);
  const text = await response.text();
  if (response.ok()) return { code: "ok", body: text };
  return { code: JSON.parse(text).error.code, body: text };
}

const ASKED = Object.entries(ENDPOINT_ROWS).flatMap(([name, row]): Asked[] =>
  "open" in row ? [] : [{ name, row, call: (request, input) => askEndpoint(request, input as Question) }],
);

/** Something of everything that a page shows, with the scene's name on it and its customer in it. */
async function furnish(shop: Shop): Promise<{ ids: Ids; name: string; person: string }> {
  const scene = await makeScene(shop);
  const { marker: name, customer } = scene;
  const segment = await make.makeSegment(scene, { name, members: [customer.no] });
  await make.makeOrder(scene, { customerNo: customer.no, orderedAt: new Date() });
  const persona = await make.makePersona(scene, { name, segmentId: segment.id });
  const campaignId = await addCampaign(shop, { name, personaId: persona.id, segmentIds: [segment.id] });
  const tactic = await make.makePlanItem(scene, { name, campaignId });
  await make.makeTarget(scene, { segmentId: segment.id });
  const ids = {
    ...{ segment: segment.id, persona: persona.id, campaign: campaignId, customer: customer.id },
    tactic: tactic.id,
    import: await upload(scene),
    webhook: await webhook(scene),
    report: await report(scene),
    formula: await formula(scene),
    decision: (
      await make.makeDecision(scene, { title: name, decidedBy: shop.users.manager.id, segmentId: segment.id })
    ).id,
  };
  return { ids, name, person: scene.person };
}

/** Every address at which somebody who is signed in looks at a page. */
const addresses = (ids: Ids) =>
  Object.values(PAGE_ROWS).flatMap((row) => ("open" in row || row.isPublic ? [] : row.paths(ids)));

test("every endpoint of the build has a row, and every row an endpoint", () => {
  expect(Object.keys(ENDPOINT_ROWS).sort()).toEqual(builtEndpoints());
});

test("every page of the build has a row, and every row a page", () => {
  expect(Object.keys(PAGE_ROWS).sort()).toEqual(builtPages());
});

test("endpoints: each role may what is its own, and nothing else", async ({ shop, sql, requestAs }) => {
  expect(await roleFaults(ASKED, shop, { sql, requestAs })).toEqual([]);
});

test("endpoints: another workspace's ids read nothing and write nothing", async ({
  makeShop,
  sql,
  requestAs,
}) => {
  expect(await isolationFaults(ASKED, [await makeShop(), await makeShop()], { sql, requestAs })).toEqual([]);
});

test("pages: another workspace's ids read nothing and write nothing", async ({
  makeShop,
  requestAs,
  sql,
}) => {
  const [own, other] = [await makeShop(), await makeShop()];
  const [here, there] = [await furnish(own), await furnish(other)];
  const request = await requestAs(own.people.owner);
  await settleJobs(sql, other);
  const before = await fingerprint(sql, other.workspaceId);
  const faults: string[] = [];
  for (const path of addresses(there.ids)) {
    const response = await request.get(path);
    const html = await response.text();
    if (html.includes(there.name) || html.includes(there.person)) faults.push(`${path} told a name`);
    const isInPath = Object.values(there.ids).some((id) => path.split("?")[0]?.includes(id));
    if (isInPath && !isNotFound(html)) faults.push(`${path} answered ${response.status()}`);
  }
  // The same addresses with one's own ids show what they are asked for: the silence above means something.
  const shown = await request.get(`/segments/${here.ids.segment}/members`);
  expect(await shown.text()).toContain(here.person);
  expect(faults).toEqual([]);
  expect(await fingerprint(sql, other.workspaceId)).toEqual(before);
});

test("pages: a viewer never gets a person, and a member only those of their segments", async ({
  shop,
  requestAs,
  sql,
}) => {
  const { ids, name, person } = await furnish(shop);
  const faults: string[] = [];
  for (const role of ["viewer", "member"] as const) {
    const request = await requestAs(shop.people[role]);
    let named = 0;
    for (const path of addresses(ids)) {
      const html = await (await request.get(path)).text();
      if (html.includes(name)) named++;
      if (html.includes(person)) faults.push(`${path} names a person to a ${role}`);
    }
    expect(named, `pages that show a ${role} anything of the workspace`).toBeGreaterThan(5);
  }
  expect(faults).toEqual([]);
  await sql`update segments set owner_id = ${shop.users.member.id} where id = ${ids.segment}`;
  const members = await (await requestAs(shop.people.member)).get(`/segments/${ids.segment}/members`);
  expect(await members.text()).toContain(person);
});

/** The status alone does not say it: a page that streams has sent its head before it knows. */
const isNotFound = (html: string) =>
  html.includes("There is nothing at this address") || html.includes("NEXT_HTTP_ERROR_FALLBACK;404");
