import { describe, expect, it } from "vitest";
import { makeTurns } from "./turns";

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Takes turns and writes down who began, in order; `end` ends that of a person. */
function watched(atOnce: number) {
  const turns = makeTurns(atOnce);
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (person: string, signal?: AbortSignal) =>
    turns.take(person, signal).then((end) => {
      began.push(person);
      ends.set(person, end);
    });
  const end = async (person: string) => {
    ends.get(person)?.();
    await settle();
  };
  return { began, ask, end };
}

describe("turns", () => {
  it("run so many at once, one per person", async () => {
    const { began, ask, end } = watched(2);
    for (const person of ["ana", "ana", "ben", "cleo"]) void ask(person);
    await settle();
    expect(began).toEqual(["ana", "ben"]);
    await end("ben");
    expect(began).toEqual(["ana", "ben", "cleo"]);
    await end("ana");
    expect(began).toEqual(["ana", "ben", "cleo", "ana"]);
  });

  it("put who was served longest ago first, so that nobody is kept waiting by many questions of another", async () => {
    const { began, ask, end } = watched(1);
    for (let question = 0; question < 5; question++) void ask("ana");
    void ask("ben");
    await settle();
    await end("ana");
    expect(began).toEqual(["ana", "ben"]);
    void ask("cleo");
    await end("ben");
    expect(began).toEqual(["ana", "ben", "cleo"]);
  });

  it("forget who does not wait any more, and give a turn back once", async () => {
    const { began, ask, end } = watched(1);
    const gone = new AbortController();
    void ask("ana");
    const asked = ask("ben", gone.signal);
    void ask("cleo");
    gone.abort(new Error("gone"));
    await expect(asked).rejects.toThrow("gone");
    await expect(ask("ben", gone.signal)).rejects.toThrow("gone");
    await end("ana");
    await end("ana");
    void ask("dora");
    await settle();
    expect(began).toEqual(["ana", "cleo"]);
  });
});
