"use client";

import { Menu, MenuItem } from "@/components/ui/menu";
import { type Action, useAction } from "@/components/ui/use-action";
import type { TacticAssignment } from "@/lib/campaigns/plan/model";

/** A member, and what the week holds for them: "12 of 40 h". */
export type GiveChoice = { userId: string; name: string; load: string };

export type GiveMenuProps = {
  task: { id: string; name: string };
  holderId: string | null;
  choices: readonly GiveChoice[];
  assign: Action<TacticAssignment, unknown>;
};

/** Gives a tactic to another member by one click; the toast takes it back. */
export function GiveMenu({ task, holderId, choices, assign }: GiveMenuProps) {
  const { run } = useAction(assign, {
    done: `“${task.name}” given away`,
    undo: () => assign({ itemId: task.id, toUserId: holderId, note: "" }),
  });
  return (
    <Menu trigger="Give to" label={`Give ${task.name} to`} size="sm" variant="ghost" align="end" isLate>
      {choices.map(({ userId, name, load }) => (
        <MenuItem
          key={userId}
          shortcut={load}
          onClick={() => void run({ itemId: task.id, toUserId: userId, note: "" }).catch(() => undefined)}
        >
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
