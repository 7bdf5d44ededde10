import { expect, it } from "vitest";
import { z } from "zod";
import { plainIssue } from "./plain-issue";

const told = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: plainIssue }).error?.issues.map(({ message }) => message);

it("says what to do in place of what the library says", () => {
  expect(told(z.number(), Number.NaN)).toEqual(["Enter a number."]);
  expect(told(z.number().int(), 1.5)).toEqual(["Enter a whole number."]);
  expect(told(z.number().positive(), 0)).toEqual(["Enter more than 0."]);
  expect(told(z.number().max(50), 60)).toEqual(["Enter 50 or less."]);
  expect(told(z.string().min(1), "")).toEqual(["Enter a value."]);
  expect(told(z.string().max(3), "long")).toEqual(["Use at most 3 characters."]);
  expect(told(z.array(z.string()).min(1), [])).toEqual(["Choose at least one."]);
  expect(told(z.enum(["a", "b"]), "c")).toEqual(["Choose one of the list."]);
  expect(told(z.uuid(), "x")).toEqual(["This cannot be read. Check how it is written."]);
});

it("leaves a schema's own sentence", () => {
  expect(told(z.number().positive("Enter a target above 0."), -1)).toEqual(["Enter a target above 0."]);
});
