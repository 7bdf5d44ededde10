import type { Role } from "@/lib/auth/permissions";

/** The people of the demo. All of them sign in with the same password. */
export const DEMO_PASSWORD = "facet-demo";
export const TEAM = [
  { key: "ada", name: "Ada Lind", role: "owner", weeklyHours: 40 },
  { key: "marek", name: "Marek Kos", role: "manager", weeklyHours: 40 },
  { key: "june", name: "June Sato", role: "marketer", weeklyHours: 32 },
  { key: "tomas", name: "Tomas Per", role: "member", weeklyHours: 30 },
  { key: "vera", name: "Vera Holm", role: "viewer", weeklyHours: 40 },
  { key: "iben", name: "Iben Krogh", role: "marketer", weeklyHours: 20 },
  { key: "noor", name: "Noor Amin", role: "member", weeklyHours: 24 },
] as const satisfies readonly { key: string; name: string; role: Role; weeklyHours: number }[];

export type TeamKey = (typeof TEAM)[number]["key"];
export const emailOf = (key: string) => `${key}@nordlys.example`;
