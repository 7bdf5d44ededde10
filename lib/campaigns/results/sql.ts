import { sql } from "drizzle-orm";
import { campaigns } from "@/db/schema";

/**
 * The moments of a launched campaign: what people buy counts from `opensAt` (the launch, or the first day if that is
 * later) until `closesAt`, the end of the last day; contacts count from `contactsAt`, whichever of the two came first.
 */
export function momentsOf(timeZone: string) {
  const firstDay = sql`${campaigns.startOn}::timestamp at time zone ${timeZone}`;
  return {
    opensAt: sql<string>`greatest(${campaigns.launchedAt}, ${firstDay})`,
    contactsAt: sql<string>`least(${campaigns.launchedAt}, ${firstDay})`,
    closesAt: sql<string>`(${campaigns.endOn} + 1)::timestamp at time zone ${timeZone}`,
  };
}
