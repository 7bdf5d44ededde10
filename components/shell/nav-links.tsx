"use client";

import { clsx } from "clsx";
import {
  CalendarRange,
  CircleCheckBig,
  FileText,
  LayoutGrid,
  type LucideIcon,
  Scale,
  Search,
  Settings,
  Shapes,
  Target,
  UserRound,
  Users,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { NearLink } from "@/components/ui/near-link";
import { layers } from "./layers";
import { isUnder, type NavIcon, type NavItem } from "./nav";

const ICONS: Record<NavIcon, LucideIcon> = {
  overview: LayoutGrid,
  work: CircleCheckBig,
  customers: Users,
  segments: Shapes,
  personas: UserRound,
  campaigns: CalendarRange,
  kpis: Target,
  decisions: Scale,
  reports: FileText,
  settings: Settings,
};

type Counts = Readonly<Record<string, number>>;

/** The list of the left navigation; labels stay for screen readers when it is folded. */
export function NavLinks({ items, counts = {} }: { items: readonly NavItem[]; counts?: Counts }) {
  const path = usePathname();
  return (
    <ul className="flex flex-col gap-px">
      {items.map((item) => {
        const Icon = ICONS[item.icon];
        const isHere = isUnder(path, item.href);
        const count = counts[item.href];
        return (
          <li key={item.href}>
            <NearLink
              href={item.href}
              title={item.label}
              aria-current={path === item.href ? "page" : isHere ? "true" : undefined}
              className={clsx(
                "flex min-h-control items-center gap-2 rounded-md px-2 text-sm transition-colors folded:justify-center",
                isHere ? "bg-hover font-medium text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
              )}
            >
              <Icon aria-hidden="true" strokeWidth={1.75} className="size-[15px] flex-none" />
              <span className="truncate folded:sr-only">{item.label}</span>
              {count ? (
                <span className="num ml-auto text-2xs text-ink-3 folded:hidden">
                  {count}
                  <span className="sr-only"> open</span>
                </span>
              ) : null}
            </NearLink>
          </li>
        );
      })}
    </ul>
  );
}

const BAR_ITEM = "flex min-h-14 flex-col items-center justify-center gap-0.5 text-2xs";

/** The bar at the bottom of a phone: four places and the search. */
export function BottomBar({ items }: { items: readonly NavItem[] }) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main, short"
      data-bottom-bar=""
      className="fixed inset-x-0 bottom-0 z-[12] grid grid-flow-col auto-cols-fr border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {items.map((item) => {
        const Icon = ICONS[item.icon];
        const isHere = isUnder(path, item.href);
        return (
          <NearLink
            key={item.href}
            href={item.href}
            aria-current={isHere ? "page" : undefined}
            className={clsx(BAR_ITEM, isHere ? "font-semibold text-accent" : "text-ink-2")}
          >
            <Icon aria-hidden="true" strokeWidth={1.75} className="size-[19px]" />
            {item.label}
          </NearLink>
        );
      })}
      <button type="button" onClick={() => layers.show("palette")} className={clsx(BAR_ITEM, "text-ink-2")}>
        <Search aria-hidden="true" strokeWidth={1.75} className="size-[19px]" />
        Search
      </button>
    </nav>
  );
}

/** Opens the palette from the left navigation; says its keys. */
export function SearchButton() {
  return (
    <button
      type="button"
      title="Search or jump to"
      onClick={() => layers.show("palette")}
      className="mb-3 flex min-h-8 w-full items-center gap-2 rounded-md border border-line bg-surface px-2 text-sm text-ink-3 transition-colors hover:border-line-strong folded:justify-center coarse:min-h-control"
    >
      <Search aria-hidden="true" className="size-3.5 flex-none" />
      <span className="truncate folded:sr-only">Search or jump to</span>
      <span aria-hidden="true" className="ml-auto flex-none font-sans text-2xs folded:hidden">
        <span className="only-mac">⌘K</span>
        <span className="only-pc">Ctrl K</span>
      </span>
    </button>
  );
}
