"use client";

import { Pencil, X } from "lucide-react";
import { lazy, Suspense } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { useAction } from "@/components/ui/use-action";
import { useAsked } from "@/components/ui/use-asked";
import type { ValueRow } from "@/lib/kpis/values/value";
import type { ValueActions, ValueSetting } from "./value-setting";

const ValueForm = lazy(() => import("./value-form").then((module) => ({ default: module.ValueForm })));

type ChangeValueProps = {
  row: ValueRow;
  /** "Visits of 14 May". */
  name: string;
  setting: ValueSetting;
  actions: Pick<ValueActions, "type" | "undo">;
};

/** Types the value anew: the history keeps what stood there. */
export function ChangeValue({ row, name, setting, actions }: ChangeValueProps) {
  const { asked, isOpen, ask, close } = useAsked<"value">();
  return (
    <>
      <IconButton label={`Change ${name}`} onClick={() => ask("value")}>
        <Pencil aria-hidden="true" />
      </IconButton>
      {asked && (
        <Suspense>
          <ValueForm setting={setting} actions={actions} value={row} isOpen={isOpen} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

type RemoveValueProps = {
  valueId: string;
  name: string;
  actions: Pick<ValueActions, "remove" | "undo">;
};

export function RemoveValue({ valueId, name, actions }: RemoveValueProps) {
  const removing = useAction(actions.remove, {
    done: "Value removed",
    undo: ({ batchId }) => actions.undo({ batchId }),
  });
  return (
    <IconButton
      label={`Remove ${name}`}
      disabled={removing.isPending}
      onClick={() => void removing.run({ valueId }).catch(() => undefined)}
    >
      <X aria-hidden="true" />
    </IconButton>
  );
}
