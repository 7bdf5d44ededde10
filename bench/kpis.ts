// What figures cost: made from facts, and read from snapshots, against a bare aggregate; and the fit of expected values. `npm run bench:kpis [customers]`.
import { snapshotFigures } from "./kpis/snapshots";
import { MOST_TIMES, measureValue } from "./kpis/value";
import { sayMachine, sayVerdict } from "./measure";
import { closeDb, population } from "./population";

const customers = Number(process.argv[2] ?? 1_000_000);
const ctx = await population(customers);
sayMachine(`${customers} customers, ${customers * 5} orders, 50 segments, 24 months`);
const figures = await snapshotFigures(ctx);
await closeDb();
const value = await measureValue();
console.log(
  `BG/NBD: ${value.small} ms over ${value.smallHistories} histories of 100,000 people, ${value.large} ms over ${value.largeHistories} of 1,000,000: ${value.ratio} times; ${value.megabytes} MB; parameters within ${(value.largestError * 100).toFixed(1)} % of those that made the people`,
);
sayVerdict(
  "kpis",
  { ...figures, value: value.ratio, valueMegabytes: value.megabytes, valueError: value.largestError },
  { fromFacts: 1.5, fromSnapshots: 0.2, value: MOST_TIMES },
);
