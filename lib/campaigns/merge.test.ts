import { expect, test } from "vitest";
import { fieldsWithoutFallback, fillMerge, mergeProblem, readMerge } from "./merge";

const nobody = {
  ...{ firstName: null, lastName: null, city: null, region: null, company: null },
  ...{ jobTitle: null, lastProduct: null, segment: null, shop: "Nordlys", offer: "" },
};
const plain = (text: string, values = {}) =>
  fillMerge(text, { ...nobody, ...values })
    .map((part) => part.text)
    .join("");

test("fields are filled, and unknown values give way to what stands in for them", () => {
  expect(plain("Good day, {{firstName|you}}.", { firstName: "Egle" })).toBe("Good day, Egle.");
  expect(plain("Good day, {{ firstName | you there }}.")).toBe("Good day, you there.");
  expect(fillMerge("Hi {{firstName}}", nobody).at(-1)).toEqual({ text: "First name", kind: "missing" });
});

test("what is no field of the list is refused with its place, and nothing is run", () => {
  expect(mergeProblem("Message of “A”", "Good day,\nit is {{price}} now")).toBe(
    "Message of “A”, line 2, character 7: “price” is not a merge field.",
  );
  for (const code of ["{{constructor}}", "{{__proto__}}", "{{firstName.length}}", "{{1+1}}", "{{}}"])
    expect(readMerge(code).problems, code).toHaveLength(1);
});

test("braces that do not close are refused where they open", () => {
  expect(readMerge("a {{firstName").problems).toEqual([
    { line: 1, column: 3, message: "“{{” is not closed by “}}”" },
  ]);
  expect(readMerge("a {{first {{city}}").problems).toHaveLength(1);
  expect(readMerge("one { brace and }} two").problems).toEqual([]);
});

test("a value with braces stays what it is", () => {
  expect(plain("{{firstName|x}}", { firstName: "{{city}}" })).toBe("{{city}}");
});

test("holes are the fields that nothing stands in for", () => {
  expect(fieldsWithoutFallback("{{firstName}} {{city|town}} {{firstName}} {{company|}}")).toEqual([
    "firstName",
    "company",
  ]);
});
