import { describe, expect, it } from "vitest";
import { readAmount, readFigure } from "./amount";
import { type PasteScope, readPaste } from "./paste";

const scope: PasteScope = {
  segments: [{ id: "0190a0a0-0000-7000-8000-000000000001", name: "Gourmet" }],
  campaigns: [
    { id: "0190a0a0-0000-7000-8000-000000000002", name: "Spring" },
    { id: "0190a0a0-0000-7000-8000-000000000003", name: "Spring" },
  ],
  channels: ["store"],
  figures: ["Stand visits"],
  today: "2026-06-15",
  digits: 2,
};
const read = (text: string, asked = {}) => readPaste({ text, ...asked }, scope);
const problems = (text: string) => read(text).lines.map(({ problem }) => problem);

describe("a pasted table", () => {
  it("reads a sheet copied with tabs, columns in any order, days first and decimal commas", () => {
    const { lines, days, decimal } = read(
      "Amount\tDate\tMetric\tSegment\n1.234,50\t31.05.2026\tSpend\tgourmet\n12\t1.6.2026\tstand visits\t",
    );
    expect({ days, decimal }).toEqual({ days: "date-dmy", decimal: "," });
    expect(lines.map(({ value, problem, note }) => ({ ...value, problem, note }))).toEqual([
      {
        ...{ figure: "cost", day: "2026-05-31", value: 123_450, channel: "", campaignId: null },
        ...{ segmentId: scope.segments[0]?.id, problem: null, note: null },
      },
      {
        ...{ figure: "Stand visits", day: "2026-06-01", value: 12, channel: "", campaignId: null },
        ...{ segmentId: null, problem: null, note: null },
      },
    ]);
  });

  it("takes lines without a head in the order day, figure, value, channel", () => {
    const { lines } = read("2026-05-14,Visits,120,Store\n2026-05-15,Visits,130,Store");
    expect(lines.map(({ value }) => value)).toMatchObject([
      { figure: "visits", day: "2026-05-14", value: 120, channel: "store" },
      { figure: "visits", day: "2026-05-15", value: 130, channel: "store" },
    ]);
  });

  it("refuses a line that a decimal comma made wider, in place of losing what stands behind it", () => {
    const head = "day,figure,value\n";
    expect(problems(`${head}2026-06-01,Spend,12,50`)).toEqual([expect.stringContaining("more cells")]);
    expect(problems(`${head}2026-06-01,Spend,"12,50",`)).toEqual([null]);
  });

  it("says of each line what to do", () => {
    const head = "day,figure,value,segment,campaign\n";
    expect(problems(`${head}yesterday,Visits,1,,`)).toEqual([
      "“yesterday” is no day. Write it like 2026-05-14, or change how days are read.",
    ]);
    expect(problems(`${head}2026-06-16,Visits,1,,`)).toEqual([
      "16\u00a0Jun has not come yet. Enter a day up to today.",
    ]);
    expect(problems(`${head}2026-06-01,Visits,many,,`)).toEqual([
      "“many” is not a number. Write it like 1234.50 or 1234,50.",
    ]);
    expect(problems(`${head}2026-06-01,Visits,1.5,,`)).toEqual(["A count is a whole number."]);
    expect(problems(`${head}2026-06-01,Visits,1,Nobody,`)).toEqual([
      "No segment is called “Nobody”. Write its name or its id.",
    ]);
    expect(problems(`${head}2026-06-01,Cost,1,,Spring`)).toEqual([
      "2 campaigns are called “Spring”. Write the id from its address.",
    ]);
    expect(problems(`${head}2026-06-01,Cost,1,,\n2026-06-01,spend,2,,`)).toEqual([
      null,
      "Line 2 is of the same day, figure and place. Keep one of them.",
    ]);
  });

  it("says which column is missing, and reads days as it is told", () => {
    expect(read("day,value\n2026-05-01,3").problem).toContain("no column for the figure");
    expect(read("day,figure,value\n03/04/2026,Visits,5", { days: "date-mdy" }).lines[0]?.value?.day).toBe(
      "2026-03-04",
    );
    expect(read('day,figure,value\n2026-05-01,"Visits,5').problem).toContain("quotation mark");
  });

  it("keeps the number of each line as the sheet counts them, blank ones included", () => {
    expect(read("day,figure,value\n\n2026-05-01,Visits,5\n").lines.map(({ no }) => no)).toEqual([3]);
  });
});

describe("an amount", () => {
  it("is kept in minor units, shares between 0 and 1, and counts whole", () => {
    const how = { decimal: ".", digits: 2 } as const;
    expect(readAmount("cost", "1,234.5", how)).toEqual({ value: 123_450 });
    expect(readAmount("cost", "12,5", how)).toEqual({ value: 1250 });
    expect(readAmount("margin", "35 %", how)).toEqual({ value: 0.35 });
    expect(readAmount("visits", "-1", how)).toEqual({ problem: "A count cannot be below 0." });
    expect(readAmount("Stand visits", "1.25", how)).toEqual({ value: 1.25 });
    expect(readAmount("cost", "12", { decimal: ".", digits: 0 })).toEqual({ value: 12 });
  });

  it("belongs to the catalogue, to a known name whatever its case, or to a new one", () => {
    expect(readFigure(" unique  clicks", [])).toEqual({ figure: "clicked", isNew: false });
    expect(readFigure("STAND VISITS", ["Stand visits"])).toEqual({ figure: "Stand visits", isNew: false });
    expect(readFigure("Calls", ["Stand visits"])).toEqual({ figure: "Calls", isNew: true });
  });
});
