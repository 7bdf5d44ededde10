import { describe, expect, it } from "vitest";
import { openSecret, sealedByNewest, sealingKeys, sealSecret } from "./sealing";

const keysOf = (AUTH_SECRET: string, AUTH_SECRET_BEFORE = "") =>
  sealingKeys({ AUTH_SECRET, AUTH_SECRET_BEFORE });
const keys = keysOf("one");
const secret = "whsec_c2VjcmV0";

describe("a sealed secret", () => {
  it("opens where it was sealed, shows nothing of itself and is another text each time", () => {
    const [first, second] = [sealSecret(secret, "1 a", keys), sealSecret(secret, "1 a", keys)];
    expect(openSecret(first, "1 a", keys)).toBe(secret);
    expect(first).not.toContain("c2VjcmV0");
    expect(first).not.toBe(second);
  });

  it("opens at no other place, under no other key and not once it was touched", () => {
    const sealed = sealSecret(secret, "1 a", keys);
    const end = sealed.at(-3) === "A" ? "B" : "A";
    expect(openSecret(sealed, "1 b", keys)).toBeNull();
    expect(openSecret(sealed, "1 a", keysOf("two"))).toBeNull();
    expect(openSecret(`${sealed.slice(0, -3)}${end}${sealed.slice(-2)}`, "1 a", keys)).toBeNull();
    expect(openSecret(sealed.slice(0, 30), "1 a", keys)).toBeNull();
  });

  it("still opens under the secret before, and is then known not to be of the newest", () => {
    const sealed = sealSecret(secret, "1 a", keys);
    const changed = keysOf("two", "zero, one");
    expect(openSecret(sealed, "1 a", changed)).toBe(secret);
    expect(sealed.startsWith(sealedByNewest(keys))).toBe(true);
    expect(sealed.startsWith(sealedByNewest(changed))).toBe(false);
    expect(sealSecret(secret, "1 a", changed).startsWith(sealedByNewest(changed))).toBe(true);
  });

  it("that was stored plainly before is given as it is", () => {
    expect(openSecret(secret, "1 a", keys)).toBe(secret);
  });

  it("cannot be made without the application's secret", () => {
    expect(() => sealingKeys({ AUTH_SECRET_BEFORE: "one" })).toThrow("AUTH_SECRET is not set");
  });
});
