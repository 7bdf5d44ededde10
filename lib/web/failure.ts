import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { AppError, sqlState } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import type { Failure } from "@/lib/result";
import { plainIssue } from "./plain-issue";

z.config({ customError: plainIssue });

/** SQLSTATEs that a person can act on; anything else is ours and gets a reference. */
const SAID_BY_DATABASE: Record<string, Failure> = {
  "57014": {
    code: "UNAVAILABLE",
    message: "This took too long and was stopped. Narrow it down, or try again.",
  },
  "40P01": { code: "CONFLICT", message: "Someone changed the same thing at the same moment. Try again." },
  "23505": { code: "CONFLICT", message: "Something with this name or key exists already. Choose another." },
  "23503": { code: "CONFLICT", message: "Something that this refers to is gone. Reload and try again." },
};

/** Translates any error at a border. Raw messages stay in the log. */
export function failure(error: unknown): Failure {
  unstable_rethrow(error);
  if (error instanceof AppError)
    return { code: error.code, message: error.message, ...(error.fields && { fields: error.fields }) };
  if (error instanceof z.ZodError) {
    const fields: Record<string, string> = {};
    for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
    return {
      code: "INVALID",
      message: "Some of what was entered cannot be used. See the marked fields.",
      fields,
    };
  }
  const said = SAID_BY_DATABASE[sqlState(error) ?? ""];
  const reference = newId().slice(-8);
  log.error({ err: error, reference }, "unexpected error");
  if (said) return { ...said, reference };
  return {
    code: "UNAVAILABLE",
    message: `Something went wrong on our side. Try again; if it stays, tell your administrator the code ${reference}.`,
    reference,
  };
}
