export type NavIcon =
  | "overview"
  | "work"
  | "customers"
  | "segments"
  | "personas"
  | "campaigns"
  | "kpis"
  | "decisions"
  | "reports"
  | "settings";

export type NavItem = {
  label: string;
  href: string;
  icon: NavIcon;
  /** The letter after G. */
  key?: string;
  /** In the bar at the bottom of a phone. */
  isOnPhone?: boolean;
};

export const NAV: readonly NavItem[] = [
  { label: "Overview", href: "/overview", icon: "overview", key: "o", isOnPhone: true },
  { label: "My work", href: "/work", icon: "work", key: "w", isOnPhone: true },
  { label: "Customers", href: "/customers", icon: "customers", key: "c" },
  { label: "Segments", href: "/segments", icon: "segments", key: "s", isOnPhone: true },
  { label: "Personas", href: "/personas", icon: "personas", key: "p" },
  { label: "Campaigns", href: "/campaigns", icon: "campaigns", key: "m", isOnPhone: true },
  { label: "KPIs", href: "/kpis", icon: "kpis", key: "k" },
  { label: "Decisions", href: "/decisions", icon: "decisions", key: "d" },
  { label: "Reports", href: "/reports", icon: "reports", key: "r" },
];

export const SETTINGS: NavItem = { label: "Settings", href: "/settings", icon: "settings" };

/** The item whose address the path lies under. */
export function isUnder(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
