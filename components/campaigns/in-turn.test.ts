import { describe, expect, test } from "vitest";
import { inTurn, type Versioned } from "./in-turn";

const ok = (version: number): Versioned => ({ ok: true, value: { version } });
const refused: Versioned = { ok: false, error: { code: "INVALID", message: "No." } };

/** A campaign as the server keeps it: a write on another version than its own is refused. */
function server(version: number) {
  const asked: number[] = [];
  const write = async (base: number): Promise<Versioned> => {
    asked.push(base);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (base !== version) return { ok: false, error: { code: "CONFLICT", message: "Old." } };
    version += 1;
    return ok(version);
  };
  return { asked, write };
}

describe("inTurn", () => {
  test("a step right after a save waits for it and uses the version that it made", async () => {
    const { asked, write } = server(3);
    const results = await Promise.all([
      inTurn("a", 3, write),
      inTurn("a", 3, write),
      inTurn("a", 3, write, { needsAll: true }),
    ]);
    expect(results).toEqual([ok(4), ok(5), ok(6)]);
    expect(asked).toEqual([3, 4, 5]);
  });

  test("a newer version on the page wins over an older one of its own", async () => {
    const { write } = server(9);
    expect(await inTurn("b", 2, async () => ok(3))).toEqual(ok(3));
    expect(await inTurn("b", 9, write)).toEqual(ok(10));
  });

  test("a step is not taken when a save before it was refused or lost; other saves go on", async () => {
    const { asked, write } = server(1);
    const lost = inTurn("c", 1, () => Promise.reject(new Error("offline"))).catch(() => "lost");
    const [, saved, step] = await Promise.all([
      inTurn("c", 1, async () => refused),
      inTurn("c", 1, write),
      inTurn("c", 1, write, { needsAll: true }),
    ]);
    expect(await lost).toBe("lost");
    expect(saved).toEqual(ok(2));
    expect(step).toMatchObject({ ok: false, error: { code: "CONFLICT" } });
    expect(asked).toEqual([1]);
  });

  test("an old refusal stands in nobody's way", async () => {
    const { write } = server(1);
    await inTurn("d", 1, async () => refused);
    expect(await inTurn("d", 1, write, { needsAll: true })).toEqual(ok(2));
  });

  test("campaigns do not wait for each other", async () => {
    void inTurn("e", 1, () => new Promise(() => undefined));
    expect(await inTurn("f", 1, async () => ok(2))).toEqual(ok(2));
  });
});
