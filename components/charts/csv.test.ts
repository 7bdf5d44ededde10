import { expect, test } from "vitest";
import { toCsv } from "./csv";

test("quotes what needs quoting and defuses formulas", () => {
  expect(
    toCsv(
      ["Name", "n"],
      [
        ["A, “b”", 1],
        ['say "x"', -2.5],
        ["=1+1", null],
      ],
    ),
  ).toBe('Name,n\r\n"A, “b”",1\r\n"say ""x""",-2.5\r\n\'=1+1,');
});
