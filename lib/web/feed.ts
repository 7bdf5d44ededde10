import "server-only";
import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/auth/ctx";
import { countTry } from "@/lib/auth/limits/mutations";
import { type FoundFeed, findFeed } from "@/lib/calendar/queries";
import { clientAddress } from "@/lib/client-address";
import { AppError } from "@/lib/errors";
import { failure } from "./failure";
import { failureResponse } from "./route";
import { memberCtx } from "./session";

/** Calendars ask a few times an hour; services that read for many people do so from few addresses. */
const SECONDS = 600;
const MOST_OF_ONE = 60;
const MOST_OF_ADDRESS = 600;

/** Where the browser or calendar thinks that it is, as the proxy in front says. */
function originOf(request: Request): string {
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const protocol = request.headers.get("x-forwarded-proto") ?? "http";
  return host ? `${protocol.split(",")[0]?.trim()}://${host}` : new URL(request.url).origin;
}

/**
 * An address without a session whose token is the permission: whoever has it reads what its owner may see at this
 * moment. `run` answers the text of an iCalendar file.
 */
export function feedRoute(
  run: (ctx: Ctx, feed: FoundFeed, origin: string) => Promise<string>,
): (request: Request, segment: { params: Promise<{ file: string }> }) => Promise<Response> {
  return async (request, { params }) => {
    try {
      const address = clientAddress(request.headers.get("x-forwarded-for"));
      await countTry([{ key: `feeds:${address}`, most: MOST_OF_ADDRESS, seconds: SECONDS }]);
      const token = /^([\w-]{43})\.ics$/.exec((await params).file)?.[1];
      const feed = token ? await findFeed(token) : null;
      if (!feed) throw new AppError("NOT_FOUND", "This calendar does not exist any more.");
      await countTry([{ key: `feed:${feed.id}`, most: MOST_OF_ONE, seconds: SECONDS }]);
      const text = await run(memberCtx({ ...feed, person: feed.owner }), feed, originOf(request));
      return answer(request, text);
    } catch (error) {
      return failureResponse(failure(error));
    }
  };
}

function answer(request: Request, text: string): Response {
  const tag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const headers = {
    ETag: tag,
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex",
  };
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  if (known.some((each) => each.trim().replace(/^W\//, "") === tag))
    return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="facet.ics"',
    },
  });
}
