import { BlockList, isIP } from "node:net";

/** IANA's special-purpose IPv4 blocks: this host, private, shared (CGNAT), loopback, link-local, documentation, tests, multicast, reserved. */
const REFUSED_V4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"],
  ...["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
];
/** Of IPv6 only global unicast is public, and of that not Teredo and other protocol blocks, documentation and 6to4. */
const PUBLIC_V6 = ["2000::/3"];
const REFUSED_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

export type Networks = BlockList;

/** "127.0.0.0/8, fd00::/8" as a list of networks; a single address is a network of one. Throws with the faulty part. */
export function readNetworks(text: string): Networks {
  const list = new BlockList();
  for (const part of text.split(",").map((one) => one.trim())) {
    if (!part) continue;
    const [net = "", bits] = part.split("/");
    const version = isIP(net);
    const prefix =
      bits === undefined ? (version === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
    if (!version || prefix < 0 || prefix > (version === 4 ? 32 : 128))
      throw new Error(`“${part}” is no network such as 10.0.0.0/8`);
    list.addSubnet(net, prefix, version === 4 ? "ipv4" : "ipv6");
  }
  return list;
}

const refusedV4 = readNetworks(REFUSED_V4.join(","));
const publicV6 = readNetworks(PUBLIC_V6.join(","));
const refusedV6 = readNetworks(REFUSED_V6.join(","));
const mappedV6 = readNetworks("::ffff:0:0/96");

/**
 * Whether a message may be sent to the address: a public one, or one in a network that the server's environment
 * allows. An IPv4 address written as IPv6 (::ffff:10.0.0.1) is judged as what it is.
 */
export function isAllowedAddress(text: string, allowed: Networks): boolean {
  const address = text.replace(/%.*$/, "");
  const version = isIP(address);
  if (version === 0) return false;
  if (version === 4) return allowed.check(address, "ipv4") || !refusedV4.check(address, "ipv4");
  if (allowed.check(address, "ipv6")) return true;
  if (mappedV6.check(address, "ipv6")) return !refusedV4.check(address, "ipv6");
  return publicV6.check(address, "ipv6") && !refusedV6.check(address, "ipv6");
}

/** The host of an address as `isIP` knows it: without the brackets that IPv6 has in a URL. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Why the text cannot be an endpoint, as a sentence; null when it can. Names are judged when they are resolved. */
export function endpointProblem(text: string, allowed: Networks): string | null {
  if (!URL.canParse(text)) return "Enter a whole address, such as https://example.com/facet";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return "Only https and http addresses are called";
  if (url.username || url.password) return "Leave the name and password out: messages are signed instead";
  const host = bareHost(url);
  if (isIP(host) && !isAllowedAddress(host, allowed)) return PRIVATE;
  return null;
}

export const PRIVATE =
  "This is not a public address. WEBHOOK_NETWORKS of the server says which others may be called";
