import { writeCalendar } from "@/lib/calendar/ics";
import { noteRead } from "@/lib/calendar/mutations";
import { getCalendar } from "@/lib/calendar/queries";
import { feedRoute } from "@/lib/web/feed";

export const GET = feedRoute(async (ctx, feed, origin) => {
  const calendar = await getCalendar(ctx, feed, origin);
  await noteRead(ctx, feed);
  return writeCalendar(calendar);
});
