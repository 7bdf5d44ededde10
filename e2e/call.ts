// Server actions, called as the browser calls them but without one.
import type { APIRequestContext } from "@playwright/test";
import type { ErrorCode } from "@/lib/errors";
import type { BuiltAction } from "./build";

export type Answer = { code: ErrorCode | "ok"; body: string };

export async function callAction(
  request: APIRequestContext,
  { actionId, path }: BuiltAction,
  input: unknown,
): Promise<Answer> {
  const response = await request.post(path, {
    data: JSON.stringify([input]),
    headers: {
      ...{ "content-type": "text/plain;charset=UTF-8", accept: "text/x-component" },
      "next-action": actionId,
    },
    maxRedirects: 0,
  });
  const body = await response.text();
  const reference = body.match(/"a":"\$@?(\w+)"/)?.[1];
  const line = body.split("\n").find((each) => each.startsWith(`${reference}:`));
  const value: unknown =
    line && /^\w+:[[{]/.test(line) ? JSON.parse(line.slice(line.indexOf(":") + 1)) : null;
  if (value === null) throw new Error(`No answer of the action: ${response.status()} ${body.slice(0, 500)}`);
  return { code: codeOf(value), body };
}

/** A plain answer, not wrapped as a result, is one that was given. */
function codeOf(value: unknown): Answer["code"] {
  const result = value as { ok?: boolean; error?: { code: ErrorCode } };
  return result.ok === false && result.error ? result.error.code : "ok";
}
