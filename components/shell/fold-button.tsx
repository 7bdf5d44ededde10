"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { NAV_KEY, readPreference, writePreference } from "./preferences";
import { usePreference } from "./use-preference";

export function toggleNav() {
  writePreference(NAV_KEY, readPreference(NAV_KEY) === "folded" ? null : "folded");
}

export function FoldButton() {
  const isFolded = usePreference(NAV_KEY) === "folded";
  const Icon = isFolded ? PanelLeftOpen : PanelLeftClose;
  const label = isFolded ? "Unfold navigation" : "Fold navigation";
  return (
    <button
      type="button"
      title={`${label} ( [ )`}
      aria-label={label}
      aria-expanded={!isFolded}
      onClick={toggleNav}
      className="grid size-control flex-none place-items-center rounded-md text-ink-3 transition-colors hover:bg-hover hover:text-ink"
    >
      <Icon aria-hidden="true" strokeWidth={1.75} className="size-[15px]" />
    </button>
  );
}
