import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password-rule";

const KNOWN = ["ada.lind@nordlys.example", "Ada Lind"];

describe("a new password", () => {
  it.each(["nine long", "", "ten ten?"])("is too short: %j", (password) => {
    expect(passwordProblem(password)).toBe("Use at least 10 characters.");
  });

  it("is too long for a field that anyone may fill", () => {
    expect(passwordProblem("ab1Z-".repeat(50))).toBe("Use at most 200 characters.");
  });

  it.each(["aaaaaaaaaaaa", "1212121212", "-=-=-=-=-=-="])(
    "has too few different characters: %j",
    (password) => {
      expect(passwordProblem(password)).toBe("Use more different characters.");
    },
  );

  it.each(["1234567890", "Password123", "pass-word-123", "QWERTYUIOP"])("is a common one: %j", (password) => {
    expect(passwordProblem(password)).toMatch(/first that anyone tries/);
  });

  it.each([
    "ada.lind@nordlys.example",
    "Ada.Lind@Nordlys.example",
    "adalind1987",
    "nordlys-2026",
    "lind lind ada 1",
  ])("is made of what is known of the person: %j", (password) => {
    expect(passwordProblem(password, KNOWN)).toMatch(/not made of your name/);
  });

  it.each(["correct horse battery", "lindens in the rain", "Tr0ub4dor&3x", "пароль-длинный"])(
    "is taken: %j",
    (password) => {
      expect(passwordProblem(password, KNOWN)).toBeNull();
    },
  );
});
