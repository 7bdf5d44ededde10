import type { Role } from "@/lib/auth/permissions";

/** What the load table's address holds besides the view. */
export type LoadAddress = { campaign?: string; role?: Role; who?: string; week?: string };

/** The address of the load table with a change; undefined takes a part out. */
export function loadHref(address: LoadAddress, change: LoadAddress): string {
  const parts = Object.entries({ show: "team", ...address, ...change }).filter(
    (part): part is [string, string] => Boolean(part[1]),
  );
  return `/work?${new URLSearchParams(parts)}`;
}
