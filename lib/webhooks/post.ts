import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { bareHost, endpointProblem, isAllowedAddress, type Networks, PRIVATE } from "./addresses";
import type { Answer } from "./delivery";

const TIMEOUT_MS = 10_000;
const MOST_READ = 1024;

type Resolve = (host: string) => Promise<{ address: string }[]>;

export type Network = { allowed: Networks; resolve?: Resolve; timeoutMs?: number };

const resolveAll: Resolve = (host) => lookup(host, { all: true });

/**
 * Posts a body to an endpoint that somebody typed. The name is resolved once, every address that it has must be
 * allowed, and the connection goes to the address that was checked, whatever the name says a moment later. Nothing
 * is redirected, 10 seconds are enough for all of it, and 1 kB of the answer is read.
 */
export async function post(
  { url: text, headers, body }: { url: string; headers: Record<string, string>; body: string },
  { allowed, resolve = resolveAll, timeoutMs = TIMEOUT_MS }: Network,
): Promise<Answer> {
  const startedAt = performance.now();
  const answer = (said: Partial<Answer>): Answer => ({
    ...{ code: null, excerpt: "", error: null, ...said },
    durationMs: Math.round(performance.now() - startedAt),
  });
  const problem = endpointProblem(text, allowed);
  if (problem) return answer({ error: `${problem}.` });
  const url = new URL(text);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const address = await inTime(checkedAddress(bareHost(url), allowed, resolve), signal);
    if (!address) return answer({ error: `${PRIVATE}.` });
    return answer(await request(url, address, { headers, body, signal }));
  } catch (error) {
    return answer({
      error: signal.aborted ? `No answer within ${timeoutMs / 1000} seconds.` : wordsOf(error),
    });
  }
}

/** One address to connect to, IPv4 first; null when the name leads to any that may not be called. */
async function checkedAddress(host: string, allowed: Networks, resolve: Resolve): Promise<string | null> {
  if (isIP(host)) return host;
  const addresses = (await resolve(host)).map(({ address }) => address);
  if (addresses.length === 0 || !addresses.every((one) => isAllowedAddress(one, allowed))) return null;
  return addresses.find((one) => isIP(one) === 4) ?? addresses[0] ?? null;
}

function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

type Sent = { headers: Record<string, string>; body: string; signal: AbortSignal };

function request(url: URL, address: string, { headers, body, signal }: Sent): Promise<Partial<Answer>> {
  const { request: open } = url.protocol === "https:" ? https : http;
  const host = bareHost(url);
  return new Promise((resolve, reject) => {
    const call = open({
      host: address,
      port: url.port || undefined,
      path: `${url.pathname}${url.search}`,
      method: "POST",
      // The certificate is that of the name, though the connection goes to the address.
      ...(isIP(host) === 0 && { servername: host }),
      agent: false,
      maxHeaderSize: 16_384,
      signal,
      headers: {
        ...headers,
        host: url.host,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Facet-Webhooks/1",
      },
    });
    let answered: (() => void) | undefined;
    call.on("error", (error) => (answered ? answered() : reject(error)));
    call.on("response", (response) => {
      const code = response.statusCode ?? 0;
      const parts: Buffer[] = [];
      let length = 0;
      const done = () => {
        resolve({ code, excerpt: excerptOf(Buffer.concat(parts)), error: problemOf(code) });
        call.destroy();
      };
      response.on("data", (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length >= MOST_READ) done();
      });
      // What it thinks is known by its code, even when the rest of the answer never comes.
      answered = done;
      response.on("end", done);
      response.on("error", done);
      response.on("close", done);
    });
    call.end(body);
  });
}

/** The beginning of the answer as text that can be stored and shown. */
function excerptOf(bytes: Buffer): string {
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_READ));
  return text.replace(/[^\P{C}\n\t]/gu, "").trim();
}

function problemOf(code: number): string | null {
  if (code >= 200 && code < 300) return null;
  if (code >= 300 && code < 400) return "It answered with a redirect. Enter the address that it leads to.";
  return code === 410 ? "It answered that it is gone (410)." : `It answered ${code}.`;
}

const WORDS: Record<string, string> = {
  ENOTFOUND: "The name of the host is not known.",
  EAI_AGAIN: "The name of the host could not be looked up.",
  ECONNREFUSED: "The host refused the connection.",
  ECONNRESET: "The host closed the connection.",
  EHOSTUNREACH: "The host could not be reached.",
  ENETUNREACH: "The host could not be reached.",
  HPE_HEADER_OVERFLOW: "Its answer is too long.",
};

function wordsOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (WORDS[code]) return WORDS[code];
  if (code.includes("CERT") || code.includes("ALTNAME") || code.includes("SIGNED"))
    return `The certificate of the host is not valid (${code}).`;
  return code ? `The connection failed (${code}).` : "The connection failed.";
}
