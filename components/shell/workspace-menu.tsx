"use client";

import { ChevronsUpDown, Settings, Users } from "lucide-react";
import { Menu, MenuChoice, MenuDivider, MenuLabel, MenuLink } from "@/components/ui/menu";
import { Mark } from "./mark";

export type ShellWorkspace = { id: number; name: string };

export type WorkspaceMenuProps = {
  workspace: ShellWorkspace;
  workspaces: readonly ShellWorkspace[];
  switchWorkspace?: (input: { workspaceId: number }) => Promise<unknown>;
};

/** The name of the workspace; opens the list of the others. */
export function WorkspaceMenu({ workspace, workspaces, switchWorkspace }: WorkspaceMenuProps) {
  return (
    <Menu
      label={`Workspace ${workspace.name}`}
      triggerClassName="mb-2.5 flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left transition-colors hover:bg-hover folded:justify-center folded:px-0"
      trigger={
        <>
          <Mark />
          <span className="truncate text-base font-semibold folded:hidden">{workspace.name}</span>
          <ChevronsUpDown
            aria-hidden="true"
            className="ml-auto size-3.5 flex-none text-ink-3 folded:hidden"
          />
        </>
      }
    >
      <WorkspaceChoices workspace={workspace} workspaces={workspaces} switchWorkspace={switchWorkspace} />
      <MenuLink href="/settings/team">
        <Users aria-hidden="true" />
        Members
      </MenuLink>
      <MenuLink href="/settings">
        <Settings aria-hidden="true" />
        Workspace settings
      </MenuLink>
    </Menu>
  );
}

/** The workspaces as menu choices, when there is a choice. */
export function WorkspaceChoices({ workspace, workspaces, switchWorkspace }: WorkspaceMenuProps) {
  if (workspaces.length < 2) return null;
  return (
    <>
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((one) => (
        <MenuChoice
          key={one.id}
          isChosen={one.id === workspace.id}
          onClick={() => {
            if (one.id !== workspace.id) void switchWorkspace?.({ workspaceId: one.id });
          }}
        >
          {one.name}
        </MenuChoice>
      ))}
      <MenuDivider />
    </>
  );
}
