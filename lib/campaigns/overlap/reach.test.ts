import { describe, expect, it } from "vitest";
import { combinationsOf, covers, type Reach, type Reacher, reacherOf, scopeOf } from "./reach";

const mail = reacherOf({ id: "a", isLaunched: false, channels: ["email"] }, [2, 1]);
const anybody = reacherOf({ id: "b", isLaunched: false, channels: ["email", "web"] }, [2]);
const launched = reacherOf({ id: "c", isLaunched: true, channels: ["email"] }, [1]);

describe("whom campaigns reach", () => {
  it("is asked once per segment, audience and set of channels", () => {
    expect(scopeOf([mail, anybody, launched])).toEqual({
      sources: ["audience c", "segment 1", "segment 2"],
      consents: [["email"], []],
    });
    expect(reacherOf({ id: "d", isLaunched: false, channels: [], isPast: true }, [1]).sources).toEqual([]);
  });

  it("follows from the sources that people are in and from what they allow", () => {
    const reach: Reach = {
      ...scopeOf([mail, anybody, launched]),
      rows: [
        { words: ["6"], may: "3", people: 5 },
        { words: ["6"], may: "2", people: 7 },
        { words: ["2"], may: "3", people: 11 },
        { words: ["1"], may: "0", people: 13 },
        { words: ["4"], may: "0", people: 17 },
        { words: ["4"], may: "3", people: 19 },
      ],
    };
    expect(combinationsOf(reach, [mail, anybody, launched])).toEqual([
      { places: [0, 1], people: 24 },
      { places: [1], people: 7 },
      { places: [0], people: 11 },
      { places: [2], people: 13 },
    ]);
  });

  it("has places beyond one word", () => {
    const many: Reacher[] = Array.from({ length: 70 }, (_, no) => ({
      sources: [`segment ${100 + no}` as const],
      channels: null,
    }));
    const rows = [{ words: [(1n << 61n).toString(), "129"], may: "0", people: 4 }];
    expect(combinationsOf({ ...scopeOf(many), rows }, many)).toEqual([{ places: [61, 62, 69], people: 4 }]);
  });

  it("was counted where every source and every set of channels was", () => {
    const counted = scopeOf([mail, launched]);
    expect(covers(counted, scopeOf([launched]))).toBe(true);
    expect(covers(counted, scopeOf([anybody]))).toBe(false);
    expect(covers(counted, scopeOf([reacherOf({ id: "e", isLaunched: true, channels: [] }, [])]))).toBe(
      false,
    );
  });
});
