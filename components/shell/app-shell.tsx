import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { Bell, type Notice } from "./bell";
import { FoldButton } from "./fold-button";
import { NAV, SETTINGS } from "./nav";
import { BottomBar, NavLinks, SearchButton } from "./nav-links";
import { type Command, type Search, ShellLayers } from "./shell-layers";
import { type ShellUser, UserMenu } from "./user-menu";
import { type ShellWorkspace, WorkspaceMenu } from "./workspace-menu";

export type AppShellProps = {
  workspace: ShellWorkspace;
  workspaces: readonly ShellWorkspace[];
  user: ShellUser;
  /** Open items by address of the navigation: { "/work": 7 }. */
  counts?: Readonly<Record<string, number>>;
  /** Addresses of the navigation that this role may not open. */
  hidden?: readonly string[];
  /** What the palette can make: { label: "New segment", href: "/segments/new" }. */
  commands?: readonly Command[];
  notices?: readonly Notice[];
  search?: Search;
  switchWorkspace?: (input: { workspaceId: number }) => Promise<unknown>;
  signOut: () => Promise<unknown>;
  children: ReactNode;
};

/** Navigation at the left (at the bottom of a phone), bell and user at the top right, the page in `main`. */
export function AppShell(props: AppShellProps) {
  const { workspace, workspaces, user, counts, hidden = [], commands = [], notices, children } = props;
  const items = NAV.filter((item) => !hidden.includes(item.href));
  const switching = { workspace, workspaces, switchWorkspace: props.switchWorkspace };
  return (
    <div className="flex min-h-dvh">
      <nav
        aria-label="Main"
        className="sticky top-0 flex h-dvh w-nav flex-none flex-col overflow-y-auto border-r border-line px-2 py-2 max-md:hidden folded:w-[52px]"
      >
        <WorkspaceMenu {...switching} />
        <SearchButton />
        <NavLinks items={items} counts={counts} />
        <div className="mt-auto flex items-center gap-1 pt-3 folded:flex-col-reverse">
          <div className="min-w-0 flex-1 folded:w-full">
            {!hidden.includes(SETTINGS.href) && <NavLinks items={[SETTINGS]} />}
          </div>
          <FoldButton />
        </div>
      </nav>
      <div className="relative flex min-w-0 flex-1 flex-col">
        <header className="absolute top-0 right-3 z-[12] flex h-12 items-center gap-2 md:fixed md:right-5 print:hidden">
          <Bell notices={notices} />
          <UserMenu user={user} signOut={props.signOut} {...switching} />
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-col pb-[var(--bottom-bar)] focus:outline-none"
        >
          {children}
        </main>
        <p data-print-foot="" className="hidden pt-4 text-2xs text-ink-3 print:block" />
      </div>
      <BottomBar items={items.filter((item) => item.isOnPhone)} />
      <ShellLayers items={items} commands={commands} search={props.search} />
      <Toaster />
    </div>
  );
}
