"use client";

import { Trash2, Users } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { useAction, useActionForm } from "@/components/ui/use-action";
import type { SavedView } from "@/lib/campaigns/views/view";
import { CellInput } from "./cell-input";
import type { SavedViewActions, SavedViewsProps } from "./saved-views";

type DialogsProps = SavedViewsProps & {
  dialog: "save" | "manage" | null;
  query: string;
  onClose: () => void;
};

/** The dialogs of saved views, loaded with the first that is opened. */
export function SavedViewDialogs({ dialog, query, onClose, ...props }: DialogsProps) {
  const { views, canShare, actions } = props;
  return (
    <>
      <SaveDialog
        isOpen={dialog === "save"}
        query={query}
        canShare={canShare}
        save={actions.save}
        remove={actions.remove}
        onClose={onClose}
      />
      <Dialog
        open={dialog === "manage"}
        onClose={onClose}
        title="Saved views"
        footer={<Button onClick={onClose}>Done</Button>}
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
