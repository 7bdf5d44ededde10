"use client";

import { Archive, Columns3, Copy, Ellipsis, Megaphone, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Menu, MenuDivider, MenuItem, MenuLink } from "@/components/ui/menu";
import { type Action, useAction } from "@/components/ui/use-action";

type Ref = { personaId: string };

export type PersonaMenuProps = {
  persona: { id: string; name: string; isArchived: boolean };
  /** Personas that it is set beside first: those of the same segment. */
  compareHref: string;
  may: { edit: boolean; plan: boolean };
  actions: {
    duplicate: Action<Ref, Ref>;
    archive: Action<Ref, void>;
    restore: Action<Ref, void>;
  };
};

/** All that can be done with a persona besides editing it. */
export function PersonaMenu({ persona, compareHref, may, actions }: PersonaMenuProps) {
  const router = useRouter();
  const input = { personaId: persona.id };
  const duplicate = useAction(actions.duplicate, {
    done: `“${persona.name}” duplicated`,
    undo: (copy) => actions.archive(copy),
    onDone: ({ personaId }) => router.push(`/personas/${personaId}/edit`),
  });
  const archive = useAction(actions.archive, {
    done: "Persona archived",
    undo: () => actions.restore(input),
  });
  const restore = useAction(actions.restore, {
    done: `“${persona.name}” is in use again`,
    undo: () => actions.archive(input),
  });
  const run = (result: Promise<unknown>) => void result.catch(() => undefined);
  return (
    <Menu
      label="More actions"
      align="end"
      trigger={
        <>
          <Ellipsis aria-hidden="true" />
          More
        </>
      }
    >
      <MenuLink href={compareHref as "/"}>
        <Columns3 aria-hidden="true" />
        Compare with others
      </MenuLink>
      {may.plan && !persona.isArchived && (
        <MenuLink href={`/campaigns/new?persona=${persona.id}`}>
          <Megaphone aria-hidden="true" />
          Plan a campaign
        </MenuLink>
      )}
      {may.edit && (
        <>
          <MenuDivider />
          <MenuItem onClick={() => run(duplicate.run(input))} disabled={duplicate.isPending}>
            <Copy aria-hidden="true" />
            Duplicate persona
          </MenuItem>
          {persona.isArchived ? (
            <MenuItem onClick={() => run(restore.run(input))}>
              <Undo2 aria-hidden="true" />
              Restore persona
            </MenuItem>
          ) : (
            <MenuItem onClick={() => run(archive.run(input))}>
              <Archive aria-hidden="true" />
              Archive persona
            </MenuItem>
          )}
        </>
      )}
    </Menu>
  );
}
