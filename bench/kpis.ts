// What figures cost: made from facts, and read from snapshots, against a bare aggregate. `npm run bench:kpis [customers]`.
import { snapshotFigures } from "./kpis/snapshots";
import { sayMachine, sayVerdict } from "./measure";
import { closeDb, population } from "./population";

const customers = Number(process.argv[2] ?? 1_000_000);
const ctx = await population(customers);
sayMachine(`${customers} customers, ${customers * 5} orders, 50 segments, 24 months`);
const figures = await snapshotFigures(ctx);
sayVerdict("kpis", figures, { fromFacts: 1.5, fromSnapshots: 0.2 });
await closeDb();
