import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { clientAddress, notePeerAddresses } from "./client-address";

it.each([
  ["a visitor without a proxy", "203.0.113.9", "203.0.113.9"],
  ["what a visitor without a proxy claims", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["a visitor behind our proxy", "203.0.113.9, 127.0.0.1", "203.0.113.9"],
  ["what a visitor claims to our proxy", "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"],
  ["two proxies of ours", "203.0.113.9, 10.0.0.7, 10.0.0.2", "203.0.113.9"],
  ["somebody in the same office, through a proxy", "192.168.1.20, 10.0.0.2", "192.168.1.20"],
  ["this machine", "127.0.0.1", "127.0.0.1"],
  ["IPv6", "2001:db8::7, ::1", "2001:db8::7"],
  ["IPv4 in IPv6", "::ffff:203.0.113.9, ::ffff:127.0.0.1", "203.0.113.9"],
  ["nonsense", "<script>, ", "unknown"],
  ["nothing", null, "unknown"],
])("%s", (_, header, address) => {
  expect(clientAddress(header)).toBe(address);
});

it("a request always carries the peer of our own socket last, whatever it claims", async () => {
  notePeerAddresses();
  const server = http.createServer((request, response) => response.end(request.headers["x-forwarded-for"]));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${port}/`, { headers })).text();
  expect(await ask({})).toBe("127.0.0.1");
  expect(await ask({ "X-Forwarded-For": "198.51.100.1" })).toBe("198.51.100.1, 127.0.0.1");
  await new Promise((resolve) => server.close(resolve));
});
