import { describe, expect, it } from "vitest";
import { neededControl, neededPeople, smallestRise } from "./power";

describe("what a control group can show", () => {
  // Chow, Shao and Wang 2008, section 4.2.2 (equality, p1 = 0.65, p2 = 0.85, 80 % power): 70 in each group.
  it("agrees with the textbook at equal groups", () => {
    expect(smallestRise({ base: 0.65, treated: 70, control: 70 })).toBeLessThanOrEqual(0.2);
    expect(smallestRise({ base: 0.65, treated: 69, control: 69 })).toBeGreaterThan(0.2);
  });

  it("needs exactly so many that one fewer is not enough", () => {
    for (const [people, base, rise] of [
      [10_000, 0.1, 0.02],
      [400_000, 0.03, 0.003],
      [2_000, 0.3, 0.1],
    ] as const) {
      const control = neededControl(people, base, rise) ?? 0;
      expect(control).toBeGreaterThan(0);
      expect(smallestRise({ base, treated: people - control, control })).toBeLessThanOrEqual(rise + 1e-9);
      const fewer = { base, treated: people - control + 1, control: control - 1 };
      expect(smallestRise(fewer)).toBeGreaterThan(rise - 1e-9);
    }
  });

  it("needs so many people that their groups show the rise, and one group fewer does not", () => {
    for (const controlShare of [0.1, 0.3, 0.5]) {
      const people = neededPeople({ base: 0.05, rise: 0.01, controlShare }) ?? 0;
      const groups = (of: number) => ({ treated: of * (1 - controlShare), control: of * controlShare });
      expect(smallestRise({ base: 0.05, ...groups(people) })).toBeLessThanOrEqual(0.01 + 1e-9);
      expect(smallestRise({ base: 0.05, ...groups(people * 0.999) })).toBeGreaterThan(0.01);
    }
    expect(neededPeople({ base: 0.05, rise: 0.01, controlShare: 0 })).toBeNull();
    expect(neededPeople({ base: 0.5, rise: 0.6, controlShare: 0.5 })).toBeNull();
  });

  it("says when nothing is enough", () => {
    expect(neededControl(50, 0.1, 0.01)).toBeNull();
    expect(neededControl(50, 0.95, 0.1)).toBeNull();
    expect(smallestRise({ base: 0.1, treated: 100, control: 0 })).toBeNull();
    expect(smallestRise({ base: 0.5, treated: 2, control: 2 })).toBeNull();
  });

  it("falls as the control group grows", () => {
    const rises = [50, 100, 500, 2000].map((control) =>
      smallestRise({ base: 0.1, treated: 10_000 - control, control }),
    );
    expect(rises).toEqual([...rises].sort((a, b) => (b ?? 0) - (a ?? 0)));
  });
});
