import { PART_BYTES } from "@/lib/imports/import";
import type { ActionResult } from "@/lib/result";

const UNREACHABLE = {
  ok: false,
  error: { code: "UNAVAILABLE", message: "The connection broke off. Check it and upload the file again." },
} as const satisfies ActionResult<unknown>;

type Options = { onSent: (bytes: number) => void; signal: AbortSignal };

/** Sends a file part by part. `onSent` hears of every byte on its way: fetch cannot tell, so XMLHttpRequest does. */
export async function sendFile(
  importId: string,
  file: File,
  { onSent, signal }: Options,
): Promise<ActionResult<unknown>> {
  for (let part = 0; part * PART_BYTES < file.size; part++) {
    const from = part * PART_BYTES;
    const body = file.slice(from, from + PART_BYTES);
    const result = await sendPart(`/api/imports/${importId}/parts/${part}`, body, {
      signal,
      onSent: (bytes) => onSent(from + bytes),
    });
    if (!result.ok) return result;
    onSent(from + body.size);
  }
  return { ok: true, value: null };
}

function sendPart(url: string, body: Blob, { onSent, signal }: Options): Promise<ActionResult<unknown>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, body.size));
    request.onload = () => resolve(request.response ?? UNREACHABLE);
    request.onerror = request.onabort = request.ontimeout = () => resolve(UNREACHABLE);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) resolve(UNREACHABLE);
    else request.send(body);
  });
}
