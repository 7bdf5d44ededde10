import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import net from "node:net";

const NEAR = new net.BlockList();
NEAR.addSubnet("127.0.0.0", 8);
NEAR.addSubnet("10.0.0.0", 8);
NEAR.addSubnet("172.16.0.0", 12);
NEAR.addSubnet("192.168.0.0", 16);
NEAR.addSubnet("169.254.0.0", 16);
NEAR.addAddress("::1", "ipv6");
NEAR.addSubnet("fc00::", 7, "ipv6");
NEAR.addSubnet("fe80::", 10, "ipv6");

function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address.trim());
  return mapped?.[1] ?? address.trim();
}

function isNear(address: string): boolean {
  const version = net.isIP(address);
  return version !== 0 && NEAR.check(address, version === 6 ? "ipv6" : "ipv4");
}

/**
 * Who sent a request, from an X-Forwarded-For whose last entry is the peer of our own socket. Only what a peer on
 * this machine or in a private network says is believed: anybody can write the header, only our proxy stands there.
 */
export function clientAddress(forwardedFor: string | null): string {
  const chain = (forwardedFor ?? "")
    .split(",")
    .map(plain)
    .filter((entry) => net.isIP(entry) !== 0);
  const far = chain.findLast((address) => !isNear(address));
  const isDirect = chain.length > 0 && !isNear(chain.at(-1) ?? "");
  if (isDirect) return chain.at(-1) ?? "unknown";
  return far ?? chain.at(-2) ?? chain.at(-1) ?? "unknown";
}

/**
 * Adds the peer of our own socket to X-Forwarded-For on every request, as a proxy would. Next.js writes the header
 * only where there is none, so that a visitor without a proxy could claim any address.
 */
export function notePeerAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const claimed = request.headers["x-forwarded-for"];
    const peer = request.socket.remoteAddress ?? "unknown";
    request.headers["x-forwarded-for"] = claimed ? `${claimed}, ${peer}` : peer;
  });
}
