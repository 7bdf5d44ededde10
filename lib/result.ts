import type { ErrorCode } from "./errors";

export type Failure = {
  code: ErrorCode;
  message: string;
  fields?: Record<string, string>;
  reference?: string;
};

/** What a server action or a session route answers; nothing is thrown across the border. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** What to say of a failure where no field can be marked: what is wrong with the first one, if any is. */
export function failureText({ message, fields = {} }: Failure): string {
  return Object.values(fields)[0] ?? message;
}
