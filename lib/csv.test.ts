import { expect, test } from "vitest";
import { csvFile, csvLine, UTF8_MARK } from "./csv";

test("quotes what needs quoting, and ends every line", () => {
  const rows = [
    ["A, “b”", 1],
    ['say "x"\nagain', -2.5],
    ["plain", null],
  ];
  expect(csvFile(["Name", "n"], rows)).toBe(
    `${UTF8_MARK}Name,n\r\n"A, “b”",1\r\n"say ""x""\nagain",-2.5\r\nplain,\r\n`,
  );
});

test("nothing that a person typed runs as a formula; numbers and phone numbers stay as they are", () => {
  const dangerous = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+A1", "\t=1", "\r=1", "\n=1"];
  for (const text of dangerous) expect(csvLine([text])).toMatch(/^"?'/);
  const harmless = ["+371 2000-1000", "-12.5", "+49 (30) 1/2", "a=b", ""];
  expect(csvLine(harmless)).toBe(`${harmless.join(",")}\r\n`);
  expect(csvLine([-3])).toBe("-3\r\n");
});
