import pino from "pino";
import { env } from "./env";

type LoggedError = {
  type: string;
  message: string;
  stack?: string;
  cause?: LoggedError;
  [fact: string]: unknown;
};

/** What says where a database error happened and holds no value of a row: `detail` and `params` do. */
const SAFE_FACTS = ["code", "severity_local", "schema_name", "table_name", "column_name", "constraint_name"];

/** Drizzle puts the statement's parameters, so people's data, into its message, and that into the stack. */
const withoutParameters = (text: string) => text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "");

/** An error for the log: names, codes and places, never the values that a statement carried. */
export function serializeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const facts = error as Error & Record<string, unknown>;
  return {
    type: error.constructor.name,
    message: withoutParameters(error.message),
    ...Object.fromEntries(SAFE_FACTS.filter((name) => facts[name]).map((name) => [name, facts[name]])),
    ...(error.stack && { stack: withoutParameters(error.stack) }),
    ...(error.cause ? { cause: serializeError(error.cause) } : {}),
  };
}

/** JSON lines on standard output. Ids and counts go in; names, addresses and other content of people do not. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: serializeError },
});

/**
 * From here on an error is printed as the log would hold it. Next prints a failed page with console.error, and so a
 * failed statement with its parameters; one that has a digest stands in the log already and is not printed again.
 */
export function keepValuesOut(console: Pick<Console, "error">): void {
  const print = console.error.bind(console);
  console.error = (...parts: unknown[]) => {
    if (parts.some((part) => part instanceof Error && "digest" in part)) return;
    print(...parts.map((part) => (part instanceof Error ? serializeError(part) : part)));
  };
}
