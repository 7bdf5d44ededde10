"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { type Action, useAction } from "@/components/ui/use-action";
import { ROLE_LABEL, ROLE_MEANING, ROLES, type Role } from "@/lib/auth/permissions";
import type { RoleChange } from "@/lib/workspaces/model";

type RoleSelectProps = {
  action: Action<RoleChange, { before: Role }>;
  userId: string;
  name: string;
  role: Role;
  /** An owner at their own name is asked first: they could not change it back. */
  isSelf: boolean;
};

const OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_LABEL[role] }));

/** The role of a member; takes effect when chosen, and can be undone. */
export function RoleSelect({ action, userId, name, role, isSelf }: RoleSelectProps) {
  const [chosen, setChosen] = useState(role);
  const [asked, setAsked] = useState<Role | null>(null);
  const [known, setKnown] = useState(role);
  if (known !== role) {
    setKnown(role);
    setChosen(role);
  }
  const { run, isPending } = useAction(action, {
    done: `Role of ${name} changed`,
    undo: ({ before }) => action({ userId, role: before }),
  });

  async function change(to: Role) {
    setChosen(to);
    const result = await run({ userId, role: to }).catch(() => null);
    if (result && !result.ok) setChosen(role);
  }

  return (
    <>
      <Select
        aria-label={`Role of ${name}`}
        className="w-32"
        options={OPTIONS}
        value={chosen}
        disabled={isPending}
        onChange={(event) => {
          const to = event.target.value as Role;
          if (isSelf) setAsked(to);
          else void change(to);
        }}
      />
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title="Give up your own role as owner?"
        footer={
          <>
            <Button onClick={() => setAsked(null)}>Stay owner</Button>
            <Button
              variant="danger"
              onClick={() => {
                if (asked) void change(asked);
                setAsked(null);
              }}
            >
              Become {asked}
            </Button>
          </>
        }
      >
        You could not take it back yourself; another owner could give it to you again.
        {asked &&
          ` ${ROLE_LABEL[asked]}: ${ROLE_MEANING[asked].charAt(0).toLowerCase()}${ROLE_MEANING[asked].slice(1)}.`}
      </Dialog>
    </>
  );
}
