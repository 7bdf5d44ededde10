"use client";

import { Keyboard, LogOut, Settings } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuChoice, MenuDivider, MenuItem, MenuLabel, MenuLink } from "@/components/ui/menu";
import { layers } from "./layers";
import { DENSITY_KEY, THEME_KEY, type Theme, writePreference } from "./preferences";
import { usePreference } from "./use-preference";
import { WorkspaceChoices, type WorkspaceMenuProps } from "./workspace-menu";

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export type ShellUser = { name: string; email: string; roleLabel: string };

export type UserMenuProps = WorkspaceMenuProps & { user: ShellUser; signOut: () => Promise<unknown> };

export function UserMenu({ user, signOut, ...workspaces }: UserMenuProps) {
  const theme = usePreference(THEME_KEY) ?? "system";
  const isComfortable = usePreference(DENSITY_KEY) === "comfortable";
  return (
    <Menu
      label={`Signed in as ${user.name}`}
      align="end"
      triggerClassName="grid size-control place-items-center rounded-full"
      trigger={<Avatar name={user.name} size="md" decorative />}
    >
      <div role="presentation" className="px-2 pt-1.5 pb-2">
        <div className="text-sm font-medium">{user.name}</div>
        <div className="text-xs text-ink-3">{user.email}</div>
        <div className="text-xs text-ink-3">
          {user.roleLabel} in {workspaces.workspace.name}
        </div>
      </div>
      <MenuDivider />
      <div role="presentation" className="md:hidden">
        <WorkspaceChoices {...workspaces} />
      </div>
      <MenuLabel>Appearance</MenuLabel>
      {THEMES.map((choice) => (
        <MenuChoice
          key={choice.value}
          isChosen={theme === choice.value}
          onClick={() => writePreference(THEME_KEY, choice.value === "system" ? null : choice.value)}
        >
          {choice.label}
        </MenuChoice>
      ))}
      <MenuChoice
        isChosen={isComfortable}
        onClick={() => writePreference(DENSITY_KEY, isComfortable ? null : "comfortable")}
      >
        Roomy rows
      </MenuChoice>
      <MenuDivider />
      <MenuLink href="/settings">
        <Settings aria-hidden="true" />
        Settings
      </MenuLink>
      <MenuItem shortcut="?" onClick={() => layers.show("shortcuts")}>
        <Keyboard aria-hidden="true" />
        Keyboard shortcuts
      </MenuItem>
      <MenuItem onClick={() => void signOut()}>
        <LogOut aria-hidden="true" />
        Sign out
      </MenuItem>
    </Menu>
  );
}
