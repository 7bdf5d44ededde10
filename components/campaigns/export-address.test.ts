import { describe, expect, it } from "vitest";
import { exportQuery } from "./export-address";

const ask = { search: "", today: "2026-05-13", campaignId: undefined, scope: "whole" as const };

describe("what an export is asked with", () => {
  it("is what the page is filtered and grouped by, and nothing else", () => {
    const search = "?view=timeline&owner=none&by=owner&rows=a~b&z=day&at=2026-01-05&open=x&base=y";
    expect(exportQuery({ ...ask, search })).toBe("owner=none&by=owner&rows=a%7Eb&base=y");
  });

  it("is one campaign alone where it is asked for", () => {
    expect(exportQuery({ ...ask, search: "?owner=none&base=y", campaignId: "c" })).toBe("campaign=c&base=y");
  });

  it("has the days that are seen for the visible period", () => {
    const seen = { ...ask, scope: "seen" as const, width: 880 };
    expect(exportQuery({ ...seen, search: "?z=day&at=2026-01-05" })).toBe("from=2026-01-05&to=2026-01-24");
    // Without a place in the address the timeline begins on the Monday a little before today.
    expect(exportQuery({ ...seen, search: "?z=day&at=never" })).toBe("from=2026-05-04&to=2026-05-23");
    expect(exportQuery({ ...seen, search: "?z=day", width: 0 })).toBe("from=2026-05-04&to=2026-05-10");
  });
});
