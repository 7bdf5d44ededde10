import { describe, expect, test } from "vitest";
import { startProblem, withNewFields, writeSentence } from "./check";
import type { ColumnMapping, ImportMapping } from "./mapping";
import { rejectFileName } from "./rejects";
import { roughly, rowsInAll, speedOf } from "./speed";

const column = (field: string | null, more: Partial<ColumnMapping> = {}): ColumnMapping => ({
  field,
  reading: "text",
  label: "",
  ...more,
});
const mapping = (columns: ColumnMapping[], more: Partial<ImportMapping> = {}): ImportMapping => ({
  columns,
  key: "externalId",
  cancelPrefix: "",
  isPositiveOnly: false,
  isWithoutCancellations: false,
  ...more,
});
const place = (width: number) => ({
  width,
  attributes: [{ key: "roast", label: "Roast", type: "choice" as const }],
});
const problemOf = (
  columns: ColumnMapping[],
  more: Partial<ImportMapping> = {},
  kind: "customers" | "orders" = "customers",
) => startProblem(kind, mapping(columns, more), place(columns.length));

describe("a mapping", () => {
  test("runs when each column goes to a place that exists, read in a way that gives its type", () => {
    expect(
      problemOf([
        column("externalId"),
        column("attr:roast", { reading: "choice" }),
        column("income", { reading: "number-comma" }),
        column("new", { label: "Visits" }),
        column(null),
      ]),
    ).toBeNull();
  });

  test.each([
    ["without a key", [column("city")], "Choose the column that holds the customer number"],
    ["of nothing", [column(null)], "No column is imported"],
    [
      "to one field twice",
      [column("externalId"), column("city"), column("city")],
      "Two columns go to the same field",
    ],
    ["to a field that is none", [column("externalId"), column("shoe")], "does not exist"],
    ["to a field that is gone", [column("externalId"), column("attr:gone")], "is gone"],
    [
      "read as another type",
      [column("externalId"), column("attr:roast", { reading: "number" })],
      "“Roast” cannot be read that way",
    ],
    ["with a nameless field", [column("externalId"), column("new")], "A new field needs a name"],
    [
      "that makes what exists",
      [column("externalId"), column("new", { label: "ROAST" })],
      "called “Roast” already",
    ],
    [
      "that makes one field twice",
      [column("externalId"), column("new", { label: "a b" }), column("new", { label: "A-B" })],
      "Two new fields have the same name",
    ],
  ])("%s is refused with a sentence", (_, columns, sentence) => {
    expect(problemOf(columns)).toContain(sentence);
  });

  test("of orders needs order, time, price and customer, and makes no fields", () => {
    const all = [
      column("orderNumber"),
      column("orderedAt", { reading: "date-ymd" }),
      column("unitPrice", { reading: "number" }),
      column("externalId"),
    ];
    expect(problemOf(all, {}, "orders")).toBeNull();
    for (let at = 0; at < all.length; at++)
      expect(problemOf(all.toSpliced(at, 1), {}, "orders")).toMatch(/^Choose the column/);
    expect(problemOf([...all, column("new", { label: "x" })], {}, "orders")).toContain(
      "cannot make new fields",
    );
    expect(problemOf(all, { key: "row" }, "orders")).toContain("whose they are");
  });

  test("has its new fields under their keys once it runs", () => {
    const { created, mapping: after } = withNewFields(
      mapping([column("externalId"), column("new", { label: " Web visits ", reading: "number" })]),
    );
    expect(created).toEqual([{ key: "web_visits", label: "Web visits", reading: "number" }]);
    expect(after.columns[1]).toEqual({ field: "attr:web_visits", reading: "number", label: "" });
  });

  test("says what it does with people", () => {
    expect(writeSentence("customers", mapping([], { key: "row" }))).toContain("person of its own");
    expect(writeSentence("customers", mapping([column("email")], { key: "email" }))).toContain(
      "opt-out is never lifted",
    );
    expect(writeSentence("orders", mapping([]))).toContain("not doubled");
  });
});

test("speed is what lies between the first and the last look", () => {
  expect(speedOf([])).toBe(0);
  expect(speedOf([{ at: 1000, rows: 5 }])).toBe(0);
  expect(
    speedOf([
      { at: 1000, rows: 5 },
      { at: 2000, rows: 400 },
      { at: 3000, rows: 2005 },
    ]),
  ).toBe(1000);
});

test("the file of rejected rows is called after the file", () => {
  expect(["a.csv", "b.csv.gz", "c.GZ", "d"].map(rejectFileName)).toEqual([
    "a-rejected.csv",
    "b-rejected.csv",
    "c-rejected.csv",
    "d-rejected.csv",
  ]);
});

test("rows in all are those counted, or follow from the bytes that the rows read so far took", () => {
  const guess = { rows: 480_000, isExact: false };
  expect(rowsInAll({ rows: 240, isExact: true }, { read: 10, bytesDone: 90, fileBytes: 100 })).toBe(240);
  expect(rowsInAll(guess, { read: 500, bytesDone: 1, fileBytes: 100 })).toBe(480_000);
  expect(rowsInAll(guess, { read: 100_000, bytesDone: 20, fileBytes: 100 })).toBe(500_000);
  expect(rowsInAll(guess, { read: 600_000, bytesDone: 100, fileBytes: 100 })).toBe(600_000);
  expect([0, 7, 484_368, 1999].map(roughly)).toEqual([0, 7, 480_000, 2000]);
});
