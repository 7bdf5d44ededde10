import { expect, test } from "vitest";
import { addressWith, columnsOf, columnsParam, isDescending, readAddress, sortChange } from "./address";

test("the address keeps what it knows and forgets the page when a filter changes", () => {
  const address = readAddress({ q: "ana", after: "x", cols: "email", nonsense: "1", country: ["LV", "EE"] });
  expect(address).toEqual({ q: "ana", after: "x", cols: "email" });
  expect(addressWith(address, { country: "LV" })).toBe("/customers?q=ana&country=LV&cols=email");
  expect(addressWith(address, { open: "7" })).toBe("/customers?q=ana&cols=email&after=x&open=7");
  expect(addressWith(address, { q: undefined, cols: undefined })).toBe("/customers");
});

test("columns come in their own order, unknown ones are dropped, the usual ones need no word", () => {
  expect(columnsOf({ cols: "value,key,nonsense" })).toEqual(["key", "value"]);
  expect(columnsOf({ cols: "nonsense" })).toEqual(columnsOf({}));
  expect(columnsOf({ open: "7" })).toEqual(["key", "last", "value"]);
  expect(columnsOf({ open: "7", cols: "email" })).toEqual(["email"]);
  expect(columnsParam(["value", "key"])).toBe("key,value");
  expect(columnsParam([...columnsOf({})].reverse())).toBeUndefined();
});

test("words rise and figures fall at first; the same column again turns the order", () => {
  expect(isDescending("name", undefined)).toBe(false);
  expect(isDescending("value", undefined)).toBe(true);
  expect(isDescending("value", "asc")).toBe(false);
  const now = { sort: "value" as const, isDescending: true };
  expect(sortChange("value", now)).toEqual({ sort: "value", dir: "asc" });
  expect(sortChange("value", { ...now, isDescending: false })).toEqual({ sort: "value", dir: undefined });
  expect(sortChange("name", now)).toEqual({ sort: "name", dir: undefined });
  expect(sortChange("seen", now)).toEqual({ sort: undefined, dir: undefined });
});
