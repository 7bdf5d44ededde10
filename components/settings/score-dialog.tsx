"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { type Action, useAction, useActionForm } from "@/components/ui/use-action";
import type { ScoreChange, ScoreChangeRef } from "@/lib/customers/scores/model";
import type { ScoreMovement } from "@/lib/customers/scores/movement";
import { ScoreMovementView } from "./score-movement";

export type ScoreActions = {
  previewScores: Action<ScoreChange, ScoreMovement>;
  changeScores: Action<ScoreChange, ScoreChangeRef | null>;
};

type ScoreDialogProps = ScoreActions & {
  /** What the formula is of: "lifecycle stages". */
  of: string;
  /** Segments that read scores, by name. */
  readers: readonly string[];
  toChange: (data: FormData) => ScoreChange;
  /** What the formula is where nothing was set. */
  usual: ScoreChange;
  children: (fields: Readonly<Record<string, string>>) => ReactNode;
};

/** Changes a formula in two steps: the figures, then how many people would move, before anything happens. */
export function ScoreDialog(props: ScoreDialogProps) {
  const { of, readers, toChange, usual, previewScores, changeScores, children } = props;
  const formId = useId();
  const [isOpen, setOpen] = useState(false);
  const [look, setLook] = useState<{ change: ScoreChange; movement: ScoreMovement } | null>(null);
  const looked = (change: ScoreChange) => (movement: ScoreMovement) => setLook({ change, movement });
  const asked = useRef<ScoreChange>({});
  const preview = useActionForm(previewScores, {
    toInput: (data) => {
      asked.current = toChange(data);
      return asked.current;
    },
    quiet: true,
    onDone: (movement) => setLook({ change: asked.current, movement }),
  });
  const toUsual = useAction(previewScores, { onDone: looked(usual) });
  const save = useAction(changeScores, {
    done: (run) => (run ? "Formula changed. Everyone is being scored anew." : "Nothing had changed"),
    onDone: () => close(),
  });
  const close = () => {
    setOpen(false);
    setLook(null);
    preview.clear();
  };
  return (
    <>
      <Button size="sm" aria-label={`Change the formula of ${of}`} onClick={() => setOpen(true)}>
        Change formula
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        width="md"
        title={look ? "Use this formula?" : `How are ${of} scored?`}
        footer={
          look ? (
            <>
              <Button variant="ghost" onClick={() => setLook(null)}>
                Back
              </Button>
              <Button variant="primary" busy={save.isPending} onClick={() => save.run(look.change)}>
                Use this formula
              </Button>
            </>
          ) : (
            <>
              <Button
                variant="ghost"
                className="mr-auto"
                busy={toUsual.isPending}
                onClick={() => toUsual.run(usual)}
              >
                Usual formula
              </Button>
              <Button variant="ghost" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" form={formId} variant="primary" busy={preview.isPending}>
                See who would move
              </Button>
            </>
          )
        }
      >
        {look && <ScoreMovementView movement={look.movement} readers={readers} />}
        <form
          {...preview.form}
          id={formId}
          method="post"
          hidden={look !== null}
          className="flex flex-col gap-4 pt-2 text-ink [&[hidden]]:hidden"
          noValidate
        >
          {preview.error && !preview.error.fields && <FormError>{preview.error.message}</FormError>}
          {children(preview.fields)}
        </form>
      </Dialog>
    </>
  );
}
