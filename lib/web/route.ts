import "server-only";
import type { z } from "zod";
import type { Ctx } from "@/lib/auth/ctx";
import { AppError, type ErrorCode } from "@/lib/errors";
import type { ActionResult, Failure } from "@/lib/result";
import { failure } from "./failure";
import { getActionCtx } from "./session";

export const HTTP_STATUS: Record<ErrorCode, number> = {
  INVALID: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT: 429,
  UNAVAILABLE: 503,
};

export function failureResponse(error: Failure): Response {
  return Response.json({ ok: false, error }, { status: HTTP_STATUS[error.code] });
}

/** Refuses a request that another site made a signed-in browser send. */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site && site !== "same-origin" && site !== "none")
    throw new AppError("FORBIDDEN", "This request came from another site and was refused.");
}

/**
 * A JSON endpoint for our own pages, by session: for what must be cancellable or run beside others (a server
 * action waits for the one before it). POST a JSON body of the schema's shape; answers an ActionResult.
 */
export function sessionRoute<Schema extends z.ZodType, T>(
  schema: Schema,
  run: (ctx: Ctx, input: z.output<Schema>, signal: AbortSignal) => Promise<T>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      requireSameOrigin(request);
      const body: unknown = await request.json().catch(() => {
        throw new AppError("INVALID", "The body is not JSON.");
      });
      const value = await run(await getActionCtx(), schema.parse(body), request.signal);
      return Response.json({ ok: true, value } satisfies ActionResult<T>);
    } catch (error) {
      return failureResponse(failure(error));
    }
  };
}

/** The same for a download: GET with the query string as input; `run` answers the whole response. */
export function downloadRoute<Schema extends z.ZodType>(
  schema: Schema,
  run: (ctx: Ctx, input: z.output<Schema>) => Promise<Response>,
): (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response> {
  return async (request, { params }) => {
    try {
      const query = Object.fromEntries(new URL(request.url).searchParams);
      return await run(await getActionCtx(), schema.parse({ ...query, ...(await params) }));
    } catch (error) {
      return failureResponse(failure(error));
    }
  };
}

/** Reads a body up to the limit; LIMIT beyond it. */
async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > maxBytes) throw new AppError("LIMIT", "This is more than can be sent at once.");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The same for bytes: PUT with the raw body, the path as input; answers an ActionResult. */
export function uploadRoute<Schema extends z.ZodType, T>(
  schema: Schema,
  maxBytes: number,
  run: (ctx: Ctx, input: z.output<Schema>, bytes: Uint8Array) => Promise<T>,
): (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response> {
  return async (request, { params }) => {
    try {
      requireSameOrigin(request);
      const [ctx, input] = [await getActionCtx(), schema.parse(await params)];
      const value = await run(ctx, input, await readBody(request, maxBytes));
      return Response.json({ ok: true, value } satisfies ActionResult<T>);
    } catch (error) {
      return failureResponse(failure(error));
    }
  };
}

/** A CSV file that is sent as it is made. */
export function csvResponse(fileName: string, text: AsyncIterable<string>): Response {
  const encoder = new TextEncoder();
  const parts = text[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return?.();
    },
  });
  return fileResponse(fileName, "text/csv", body);
}

/** A text file to save. */
export function fileResponse(fileName: string, type: string, body: BodyInit): Response {
  const plain = fileName.replace(/[^\w. -]+/g, "_");
  return new Response(body, {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "Cache-Control": "no-store",
    },
  });
}
