import http from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { isAllowedAddress, readNetworks } from "./addresses";
import { MOST_ATTEMPTS, nextTry } from "./backoff";
import { post } from "./post";
import { newSecret, signedHeaders } from "./signature";

const local = { allowed: readNetworks("127.0.0.0/8") };
const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Seen = { url: string | undefined; headers: http.IncomingHttpHeaders; body: string };

/** A receiver on this machine that answers as told and keeps what it was sent. */
async function receive(answer: (response: http.ServerResponse, seen: Seen) => void) {
  const seen: Seen[] = [];
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const one = { url: request.url, headers: request.headers, body: Buffer.concat(parts).toString() };
    seen.push(one);
    answer(response, one);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { seen, port, url: `http://127.0.0.1:${port}/facet?key=1` };
}

const send = (url: string, network = {}) => post({ url, headers: {}, body: "{}" }, { ...local, ...network });

describe("post", () => {
  it("sends a message that the reference library of the specification accepts, by either secret", async () => {
    const [fresh, before] = [newSecret(), newSecret()];
    const { seen, url } = await receive((response) => response.end("thanks\u0000"));
    const body = JSON.stringify({ type: "segment.entered", name: "Ānā" });
    const headers = signedHeaders({ id: "msg_1", at: new Date(), body }, [fresh, before]);
    expect(await post({ url, headers, body }, local)).toMatchObject({
      code: 200,
      excerpt: "thanks",
      error: null,
    });
    const [one] = seen;
    expect(one?.url).toBe("/facet?key=1");
    expect(one?.headers["content-type"]).toBe("application/json");
    for (const secret of [fresh, before])
      expect(new Webhook(secret).verify(one?.body ?? "", one?.headers as Record<string, string>)).toEqual(
        JSON.parse(body),
      );
    expect(() =>
      new Webhook(newSecret()).verify(one?.body ?? "", one?.headers as Record<string, string>),
    ).toThrow();
    expect(() =>
      new Webhook(fresh).verify(`${one?.body} `, one?.headers as Record<string, string>),
    ).toThrow();
  });

  it("connects to the address that was checked, with the name in the head, and asks once", async () => {
    const { seen, port } = await receive((response) => response.end());
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return [{ address: asked.length === 1 ? "127.0.0.1" : "10.0.0.1" }];
    };
    expect(await send(`http://hooks.example:${port}/`, { resolve })).toMatchObject({ code: 200 });
    expect([asked, seen[0]?.headers.host]).toEqual([["hooks.example"], `hooks.example:${port}`]);
  });

  it("refuses a name that leads inside, even beside a public address, without a connection", async () => {
    const { seen, port } = await receive((response) => response.end());
    const allowed = readNetworks("");
    expect(isAllowedAddress("127.0.0.1", allowed)).toBe(false);
    for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], []]) {
      const resolve = async () => addresses.map((address) => ({ address }));
      expect(await send(`http://hooks.example:${port}/`, { allowed, resolve })).toMatchObject({
        code: null,
        error: expect.stringContaining("not a public address"),
      });
    }
    for (const url of [`http://127.0.0.1:${port}/`, `http://[::1]:${port}/`, `http://localhost:${port}/`])
      expect((await send(url, { allowed })).error).toContain("not a public address");
    expect(seen).toEqual([]);
  });

  it("follows no redirect", async () => {
    const inside = await receive((response) => response.end("secret"));
    const { url } = await receive((response) => response.writeHead(307, { location: inside.url }).end());
    expect(await send(url)).toMatchObject({ code: 307, error: expect.stringContaining("redirect") });
    expect(inside.seen).toEqual([]);
  });

  it("reads no more than the beginning of an answer without end", async () => {
    const { url } = await receive((response) => {
      const flood = () => response.write("x".repeat(4096), flood);
      flood();
    });
    const { code, excerpt } = await send(url);
    expect([code, excerpt.length]).toEqual([200, 1024]);
  });

  it("waits only so long, for the first byte, the last and the name", async () => {
    const silent = await receive(() => undefined);
    expect(await send(silent.url, { timeoutMs: 200 })).toMatchObject({
      code: null,
      error: "No answer within 0.2 seconds.",
    });
    const slow = await receive((response) => response.write("a"));
    expect(await send(slow.url, { timeoutMs: 200 })).toMatchObject({ code: 200, excerpt: "a", error: null });
    const resolve = () => new Promise<never>(() => undefined);
    expect((await send("http://hooks.example/", { resolve, timeoutMs: 50 })).error).toContain("No answer");
  });

  it("says what went wrong", async () => {
    const { url } = await receive((response) => response.writeHead(500).end("down"));
    expect(await send(url)).toMatchObject({ code: 500, excerpt: "down", error: "It answered 500." });
    expect(await send("http://127.0.0.1:1/")).toMatchObject({ error: "The host refused the connection." });
    const resolve = async () => {
      throw Object.assign(new Error("no"), { code: "ENOTFOUND" });
    };
    expect((await send("http://hooks.example/", { resolve })).error).toBe(
      "The name of the host is not known.",
    );
  });
});

it("waits longer from try to try, with some chance in it, and gives up after two days", () => {
  const now = new Date("2026-06-15T10:00:00Z");
  const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) => {
    const at = nextTry(index + 1, now, 0);
    return at && at.getTime() - now.getTime();
  });
  expect(waits.at(-1)).toBeNull();
  const times = waits.slice(0, -1).map(Number);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(44.6, 1);
  expect(nextTry(1, now, 1)?.getTime()).toBe(now.getTime() + 6000);
});
