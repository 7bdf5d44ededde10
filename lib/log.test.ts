import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { keepValuesOut, serializeError } from "./log";

test("a failed query is logged with its code and place, and without the values it carried", () => {
  const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    constraint_name: "users_email",
    detail: "Key (lower(email))=(ana@example.test) already exists.",
  });
  const logged = serializeError(new DrizzleQueryError("insert into users", ["ana@example.test"], cause));
  expect(JSON.stringify(logged)).not.toContain("ana@example.test");
  expect(logged.message).toBe("Failed query: insert into users");
  expect(logged.stack).toMatch(/ at .*log\.test\.ts/);
  expect(logged.cause).toMatchObject({ code: "23505", constraint_name: "users_email" });
});

test("what is thrown and is not an error is logged too", () => {
  expect(serializeError("gone")).toEqual({ type: "string", message: "gone" });
});

test("the console prints no parameters, and nothing that the log has already", () => {
  const printed: unknown[][] = [];
  const console = { error: (...parts: unknown[]) => void printed.push(parts) };
  keepValuesOut(console);
  const failed = new Error("Failed query: select 1\nparams: ana@mail.lv");
  console.error("⨯", failed);
  console.error("⨯", Object.assign(new Error("Failed query"), { digest: "7" }));
  console.error("plain words");
  expect(printed).toMatchObject([["⨯", { message: "Failed query: select 1" }], ["plain words"]]);
  expect(JSON.stringify(printed)).not.toContain("ana@");
});
