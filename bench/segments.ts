// Rules against the best SQL by hand, on the same rows and in the same run. `npm run bench:segments [customers]`.
import { type SQL, sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/lib/auth/ctx";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { catchUp } from "@/lib/segments/freshness/mutations";
import { membershipWrite } from "@/lib/segments/members/sql";
import { compileMembers, type RuleEnv } from "@/lib/segments/sql";
import { compare, median, type Pair, round, sayMachine, sayPair, sayVerdict } from "./measure";
import { closeDb, NOW, population } from "./population";
import { representatives, SEGMENTS } from "./representatives";
import { REPRESENTATIVES } from "./segments-by-hand";
import { feedUnderWriters } from "./segments-feed";
import { peerTimes } from "./segments-peers";
import { cancelTimes, countsPair, fiftyAtOnce, wholePair } from "./segments-preview";

const PREVIEWED = [
  "demographic",
  "lapsed buyers",
  "did not open",
  "eight nested conditions",
  "abandoned cart",
];
class Undone extends Error {}

const customers = Number(process.argv[2] ?? 1_000_000);
const ctx = await population(customers);
sayMachine(`${customers} customers, ${customers * 5} orders, ${customers * 20} events`);
const { ids, nos } = await representatives(ctx);
const by = (text: string) => sql.raw(text.replaceAll("$ws", String(ctx.workspaceId)));
const count = (rows: SQL) => ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from (${rows}) q`);

console.log("\nrule                               compiled   by hand  ratio");
const ratios: number[] = [];
const peers = new Map<string, number[]>();
for (const { name, rule, byHand } of REPRESENTATIVES) {
  const compiled = await compiledMembers(ctx, rule(ids));
  const hand = by(byHand(nos));
  const [ours, theirs] = [await count(compiled), await count(hand)];
  if (ours[0]?.n !== theirs[0]?.n) throw new Error(`${name}: ${ours[0]?.n} by rule, ${theirs[0]?.n} by hand`);
  const pair = await compare(
    () => count(compiled),
    () => count(hand),
  );
  ratios.push(pair.ratio);
  sayPair(`${name} (${ours[0]?.n})`, pair);
  const env = await envOf(ctx);
  for (const [peer, ms] of Object.entries(await peerTimes(ctx, rule(ids), env, ours[0]?.n ?? 0)))
    peers.set(peer, [...(peers.get(peer) ?? []), ms / pair.baseline]);
}
for (const [peer, times] of peers) {
  const middle = Math.exp(times.reduce((sum, ratio) => sum + Math.log(ratio), 0) / times.length);
  console.log(
    `${`  ${peer}`.padEnd(34)}geometric mean ${middle.toFixed(1)}x, worst ${Math.max(...times).toFixed(0)}x`,
  );
}

console.log("");
const stored = await materialised(ctx);
sayPair("stored with history", stored);
const judged = await oneChanged(ctx);
sayPair(`${SEGMENTS} segments, one person`, judged);

console.log("");
const previews: number[] = [];
const wholes: number[] = [];
const rulesOf = ({ rule, byHand }: (typeof REPRESENTATIVES)[number]) => ({
  rule,
  members: byHand(nos).replaceAll("$ws", String(ctx.workspaceId)),
});
for (const one of REPRESENTATIVES.filter(({ name }) => PREVIEWED.includes(name))) {
  const pair = await countsPair(ctx, rulesOf(one), ids);
  previews.push(pair.ratio);
  sayPair(`preview: ${one.name}`, pair);
  const whole = await wholePair(ctx, rulesOf(one), ids);
  wholes.push(whole.ratio);
  sayPair("  with every line and five people", whole);
}
const [heavy] = REPRESENTATIVES.filter(({ name }) => name === "eight nested conditions").map(rulesOf);
if (!heavy) throw new Error("The segment is missing.");
const cancel = await cancelTimes(ctx, heavy, ids);
console.log(
  `cancelled within                  ${round(cancel.median, 0)} ms, at worst ${round(cancel.worst, 0)} ms`,
);
const fifty = await fiftyAtOnce(ctx, REPRESENTATIVES.map(rulesOf), ids);
console.log(
  `50 previews at once               all within ${round(fifty.slowest / 1000, 1)} s, slowest ${round(fifty.fairness)} times the middle; others wait up to ${round(fifty.otherWaits, 0)} ms`,
);
const feed = await feedUnderWriters();
console.log(`feed under eight writers          missed ${feed.missed}, doubled ${feed.doubled}`);

sayVerdict(
  "segments",
  {
    median: round(median(ratios)),
    worst: round(Math.max(...ratios)),
    preview: round(median(previews)),
    wholePreview: round(median(wholes)),
    materialised: round(stored.ratio),
    oneChanged: round(judged.ratio),
    cancelMs: round(cancel.worst, 0),
    unanswered: fifty.unanswered,
    slowestOverMiddle: round(fifty.fairness),
    missed: feed.missed,
    doubled: feed.doubled,
  },
  {
    median: 1.1,
    worst: 1.5,
    preview: 1.1,
    materialised: 1.2,
    oneChanged: 0.2,
    cancelMs: 100,
    unanswered: 0,
    slowestOverMiddle: 3,
    missed: 0,
    doubled: 0,
  },
);
await closeDb();

async function envOf(at: Ctx): Promise<RuleEnv> {
  return {
    workspaceId: at.workspaceId,
    clock: { now: NOW, timeZone: "UTC" },
    catalogue: await getCatalogue(at),
  };
}

async function compiledMembers(at: Ctx, rule: Parameters<typeof compileMembers>[0]): Promise<SQL> {
  return compileMembers(rule, await envOf(at));
}

/** Runs and undoes: each round meets the same rows. */
async function undone(at: Ctx, run: (tx: Ctx) => Promise<unknown>): Promise<void> {
  await inTransaction(at, async (tx) => {
    await run(tx);
    throw new Undone();
  }).catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
}

/** One segment brought from last month's members to today's, against the same full join around the SQL by hand. */
async function materialised(at: Ctx): Promise<Pair> {
  const [lapsed] = REPRESENTATIVES.filter(({ name }) => name === "lapsed buyers");
  if (!lapsed) throw new Error("The segment is missing.");
  const segmentNo = nos["lapsed buyers"] ?? 0;
  const members = await compiledMembers(at, lapsed.rule(ids));
  const write = (rows: SQL) =>
    undone(at, async (tx) => {
      await tx.db.execute(
        sql`delete from segment_members where workspace_id = ${at.workspaceId} and segment_no = ${segmentNo} and customer_no % 50 = 0`,
      );
      await tx.db.execute(
        membershipWrite({ workspaceId: at.workspaceId, segmentNo, members: rows, cause: "data", at: NOW }),
      );
    });
  return compare(
    () => write(members),
    () => write(by(lapsed.byHand(nos))),
  );
}

/** All segments judged again for one person who changed, against counting the customers by a sequential scan. */
async function oneChanged(at: Ctx): Promise<Pair> {
  await catchUp(at);
  let customerNo = 1000;
  const judge = async () => {
    customerNo += 7;
    await at.db.execute(
      sql`update customers set tx = pg_current_xact_id()::text::bigint where workspace_id = ${at.workspaceId} and no = ${customerNo}`,
    );
    await catchUp(at);
  };
  const scan = () =>
    inTransaction(at, async (tx) => {
      await tx.db.execute(sql`set local enable_indexonlyscan = off`);
      await tx.db.execute(sql`set local enable_indexscan = off`);
      await tx.db.execute(sql`set local enable_bitmapscan = off`);
      await tx.db.execute(sql`select count(*) from customers where workspace_id = ${at.workspaceId}`);
    });
  return compare(judge, scan, 9);
}
