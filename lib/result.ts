import type { ErrorCode } from "./errors";

export type Failure = {
  code: ErrorCode;
  message: string;
  fields?: Record<string, string>;
  reference?: string;
};

/** What a server action or a session route answers; nothing is thrown across the border. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: Failure };
