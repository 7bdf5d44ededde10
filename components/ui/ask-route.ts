import type { ActionResult } from "@/lib/result";

/** Asks a route of ours by POST; answers null when the question was withdrawn. */
export async function askRoute<T>(
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<ActionResult<T> | null> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    const result: ActionResult<T> = await response.json();
    return signal?.aborted ? null : result;
  } catch {
    if (signal?.aborted) return null;
    const message = "The server did not answer. Check the connection and try again.";
    return { ok: false, error: { code: "UNAVAILABLE", message } };
  }
}
