import { sql } from "drizzle-orm";
import { campaigns, planItems } from "@/db/schema";

/** A tactic or milestone that is still to be done, of a campaign that still runs; needs both tables. */
export const isToDo = sql`${planItems.progress} < 100 and ${campaigns.status} not in ('finished', 'archived')`;
