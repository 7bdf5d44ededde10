export type ErrorCode = "INVALID" | "FORBIDDEN" | "NOT_FOUND" | "CONFLICT" | "LIMIT" | "UNAVAILABLE";

type Details = { fields?: Record<string, string>; cause?: unknown };

/** The one error that borders translate. `message` is a sentence for people that says what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ErrorCode, message: string, { fields, cause }: Details = {}) {
    super(message, { cause });
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
  }
}

/** The value, or NOT_FOUND: another workspace's row and a missing one look the same. */
export function found<T>(value: T | null | undefined, noun: string): T {
  if (value === null || value === undefined)
    throw new AppError("NOT_FOUND", `This ${noun} does not exist, or is not in this workspace.`);
  return value;
}

/** The SQLSTATE under a wrapped driver error, or undefined. */
export function sqlState(error: unknown): string | undefined {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && at instanceof Error; depth++) {
    if ("code" in at && typeof at.code === "string" && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
    at = at.cause;
  }
  return undefined;
}
