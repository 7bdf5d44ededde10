"use client";

import { Bookmark, Trash2, Users } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { Menu, MenuItem, MenuLabel, MenuLink } from "@/components/ui/menu";
import { type Action, useAction, useActionForm } from "@/components/ui/use-action";
import type { SavedViewChange, SavedViewInput, SavedViewRef } from "@/lib/campaigns/views/model";
import type { SavedView } from "@/lib/campaigns/views/view";
import { CellInput } from "./cell-input";

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
export function SavedViews({ views, canShare, actions }: SavedViewsProps) {
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
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
        <MenuItem onClick={() => setDialog("save")}>Save this view</MenuItem>
        {views.some(({ canChange }) => canChange) && (
          <MenuItem onClick={() => setDialog("manage")}>Rename and remove</MenuItem>
        )}
      </Menu>
      <SaveDialog
        isOpen={dialog === "save"}
        query={here}
        canShare={canShare}
        save={actions.save}
        remove={actions.remove}
        onClose={() => setDialog(null)}
      />
      <Dialog
        open={dialog === "manage"}
        onClose={() => setDialog(null)}
        title="Saved views"
        footer={<Button onClick={() => setDialog(null)}>Done</Button>}
      >
        <ul className="flex flex-col divide-y divide-line text-ink">
          {views
            .filter(({ canChange }) => canChange)
            .map((view) => (
              <ViewRow key={view.id} view={view} canShare={canShare} actions={actions} />
            ))}
        </ul>
      </Dialog>
    </>
  );
}

type SaveDialogProps = {
  isOpen: boolean;
  query: string;
  canShare: boolean;
  save: SavedViewActions["save"];
  remove: SavedViewActions["remove"];
  onClose: () => void;
};

function SaveDialog({ isOpen, query, canShare, save, remove, onClose }: SaveDialogProps) {
  const formId = useId();
  const { form, fields, error, isPending } = useActionForm(save, {
    toInput: (data) => ({ name: String(data.get("name")), query, isShared: data.get("isShared") === "on" }),
    done: "View saved",
    undo: ({ viewId }) => remove({ viewId }),
    onDone: onClose,
  });
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title="Save this view"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={isPending}>
            Save view
          </Button>
        </>
      }
    >
      <p className="mb-3">It keeps what is shown now: list, board, calendar or timeline, with its filters.</p>
      <form {...form} id={formId} noValidate className="flex flex-col gap-3 text-ink">
        <TextField label="Name of the view" name="name" maxLength={60} error={fields.name} />
        {canShare && <Checkbox name="isShared" label="Everybody in the workspace sees it" />}
        {error && !error.fields && <FormError>{error.message}</FormError>}
      </form>
    </Dialog>
  );
}

function ViewRow({ view, canShare, actions }: { view: SavedView } & Omit<SavedViewsProps, "views">) {
  const changing = useAction(actions.change, {
    done: "View changed",
    undo: (before) => actions.change(before),
  });
  const removing = useAction(actions.remove, {
    done: `“${view.name}” removed`,
    undo: (removed) => actions.save(removed),
  });
  const { id: viewId, name, isShared } = view;
  return (
    <li className="flex items-center gap-2 py-1.5">
      <CellInput
        label={`Name of ${name}`}
        value={name}
        onSave={(next) => void changing.run({ viewId, name: next, isShared })}
      />
      {(canShare || isShared) && (
        <IconButton
          label={isShared ? `Keep ${name} to its owner` : `Share ${name} with everybody`}
          aria-pressed={isShared}
          disabled={changing.isPending}
          className={isShared ? "text-accent!" : undefined}
          onClick={() => void changing.run({ viewId, name, isShared: !isShared })}
        >
          <Users aria-hidden="true" />
        </IconButton>
      )}
      <IconButton
        label={`Remove ${name}`}
        disabled={removing.isPending}
        onClick={() => void removing.run({ viewId })}
      >
        <Trash2 aria-hidden="true" />
      </IconButton>
    </li>
  );
}
