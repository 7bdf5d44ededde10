import { expect, it } from "vitest";
import { ROLES } from "@/lib/auth/permissions";
import { actsOn } from "./acts";

const allowed = (isOwner: boolean) =>
  Object.fromEntries(
    ROLES.map((role) => [
      role,
      Object.entries(actsOn(role, isOwner))
        .flatMap(([act, may]) => (may ? [act] : []))
        .join(" "),
    ]),
  );

it("editors may all; a member makes a persona of its own segment and gives it away; a viewer nothing", () => {
  const all = "edit persona campaign export give";
  const editors = { owner: all, manager: all, marketer: all };
  expect(allowed(false)).toEqual({ ...editors, member: "", viewer: "" });
  expect(allowed(true)).toEqual({ ...editors, member: "persona give", viewer: "" });
});
