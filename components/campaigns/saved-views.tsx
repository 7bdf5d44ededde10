"use client";

import { Bookmark } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import { Menu, MenuItem, MenuLabel, MenuLink } from "@/components/ui/menu";
import type { Action } from "@/components/ui/use-action";
import { useAsked } from "@/components/ui/use-asked";
import type { SavedViewChange, SavedViewInput, SavedViewRef } from "@/lib/campaigns/views/model";
import type { SavedView } from "@/lib/campaigns/views/view";

const SavedViewDialogs = lazy(() =>
  import("./saved-view-dialogs").then((module) => ({ default: module.SavedViewDialogs })),
);

export type SavedViewActions = {
  save: Action<SavedViewInput, { viewId: string }>;
  change: Action<SavedViewChange, SavedViewChange>;
  remove: Action<SavedViewRef, SavedViewInput>;
};

export type SavedViewsProps = { views: readonly SavedView[]; canShare: boolean; actions: SavedViewActions };

const sorted = (query: string) => {
  const params = new URLSearchParams(query);
  params.sort();
  return params.toString();
};

/** Names for queries of this page: one's own and those that others share. */
export function SavedViews(props: SavedViewsProps) {
  const { views } = props;
  const { asked, isOpen, ask, close } = useAsked<"save" | "manage">();
  const here = sorted(useSearchParams().toString());
  const current = views.find((view) => sorted(view.query) === here);
  const list = (title: string, of: readonly SavedView[]) =>
    of.length > 0 && (
      <>
        <MenuLabel>{title}</MenuLabel>
        {of.map((view) => (
          <MenuLink key={view.id} href={view.query ? `/campaigns?${view.query}` : "/campaigns"}>
            <span className={view === current ? "font-semibold" : undefined}>{view.name}</span>
            {view.owner && <span className="ml-auto pl-4 text-xs text-ink-3">{view.owner}</span>}
          </MenuLink>
        ))}
      </>
    );
  return (
    <>
      <Menu
        trigger={
          <>
            <Bookmark aria-hidden="true" />
            <span className="max-w-32 truncate">{current?.name ?? "Views"}</span>
          </>
        }
        label={current ? `Saved views, now ${current.name}` : "Saved views"}
      >
        {list(
          "Yours",
          views.filter(({ owner }) => owner === null),
        )}
        {list(
          "Shared",
          views.filter(({ owner }) => owner !== null),
        )}
        <MenuItem onClick={() => ask("save")}>Save this view</MenuItem>
        {views.some(({ canChange }) => canChange) && (
          <MenuItem onClick={() => ask("manage")}>Rename and remove</MenuItem>
        )}
      </Menu>
      {asked && (
        <Suspense>
          <SavedViewDialogs {...props} dialog={isOpen ? asked : null} query={here} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
