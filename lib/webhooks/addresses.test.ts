import { describe, expect, it, test } from "vitest";
import { endpointProblem, isAllowedAddress, readNetworks } from "./addresses";

const none = readNetworks("");

const REFUSED = [
  ...["0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.9.9.9"],
  ...["169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1"],
  ...["192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1"],
  ...["239.255.255.250", "240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.1.2.3", "::ffff:a9fe:a9fe", "::127.0.0.1"],
  ...["64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:53aa:64c:0:7fff:f5ff:fffe"],
  ...["2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1", "fc00::1", "fd12:3456::1"],
  ...["fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "", "localhost", "1.2.3", "1.2.3.4.5"],
];
const PUBLIC = [
  ...["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255"],
  ...["128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1"],
  ...["198.17.255.255", "198.20.0.1", "223.255.255.255", "::ffff:8.8.8.8", "::ffff:808:808"],
  ...["2606:4700:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "2003::1"],
];

describe("addresses", () => {
  test.each(REFUSED)("%s is refused", (address) => expect(isAllowedAddress(address, none)).toBe(false));
  test.each(PUBLIC)("%s is public", (address) => expect(isAllowedAddress(address, none)).toBe(true));

  it("that the environment names are allowed, and no others", () => {
    const own = readNetworks("127.0.0.0/8, 10.1.2.3,fd00::/8");
    for (const address of ["127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3", "fd00::1"])
      expect([address, isAllowedAddress(address, own)]).toEqual([address, true]);
    for (const address of ["10.1.2.4", "192.168.0.1", "::1", "fe80::1"])
      expect([address, isAllowedAddress(address, own)]).toEqual([address, false]);
  });

  test.each(["10.0.0.0/33", "10.0.0/8", "::/129", "localhost", "10.0.0.0/x"])("“%s” is no network", (text) =>
    expect(() => readNetworks(text)).toThrow(text),
  );
});

describe("endpoints", () => {
  test.each([
    ["https://example.com/facet?key=1", null],
    ["http://8.8.8.8:8080/", null],
    ["ftp://example.com/", "Only https"],
    ["file:///etc/passwd", "Only https"],
    ["javascript:alert(1)", "Only https"],
    ["example.com", "whole address"],
    ["https://", "whole address"],
    ["https://ana:secret@example.com/", "name and password"],
    // Every way to write an address that browsers and libraries understand.
    ["http://127.0.0.1/", "not a public address"],
    ["http://2130706433/", "not a public address"],
    ["http://0x7f.1/", "not a public address"],
    ["http://0177.0.0.1/", "not a public address"],
    ["http://[::1]/", "not a public address"],
    ["http://[::ffff:169.254.169.254]/", "not a public address"],
    ["http://１２７.0.0.1/", "not a public address"],
  ])("%s", (text, problem) => {
    const said = endpointProblem(text, none);
    if (problem === null) expect(said).toBeNull();
    else expect(said).toContain(problem);
  });
});
