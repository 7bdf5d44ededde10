import type { z } from "zod";

/** What is wrong with what was entered, for every check that has no sentence of its own; the library's are not for people. */
export function plainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "int") return "Enter a whole number.";
      return issue.expected === "number" ? "Enter a number." : "Enter a value.";
    case "too_small":
      if (issue.origin === "number")
        return issue.inclusive ? `Enter ${issue.minimum} or more.` : `Enter more than ${issue.minimum}.`;
      if (issue.origin === "string" && Number(issue.minimum) > 1)
        return `Use at least ${issue.minimum} characters.`;
      return issue.origin === "array" ? "Choose at least one." : "Enter a value.";
    case "too_big":
      if (issue.origin === "number") return `Enter ${issue.maximum} or less.`;
      return issue.origin === "array"
        ? `Choose at most ${issue.maximum}.`
        : `Use at most ${issue.maximum} characters.`;
    case "invalid_value":
      return "Choose one of the list.";
    case "invalid_format":
      return issue.format === "email"
        ? "Enter an e-mail address."
        : "This cannot be read. Check how it is written.";
    default:
      return undefined;
  }
}
