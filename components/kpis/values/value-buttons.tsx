"use client";

import { ClipboardPaste, Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useAsked } from "@/components/ui/use-asked";
import type { ValueActions, ValueSetting } from "./value-setting";

const ValueForm = lazy(() => import("./value-form").then((module) => ({ default: module.ValueForm })));
const PasteDialog = lazy(() => import("./paste-dialog").then((module) => ({ default: module.PasteDialog })));

type ValueButtonsProps = { setting: ValueSetting; actions: ValueActions };

/** Types one value, or pastes a table of them. */
export function ValueButtons({ setting, actions }: ValueButtonsProps) {
  const form = useAsked<"value">();
  const paste = useAsked<"table">();
  return (
    <>
      <Button onClick={() => form.ask("value")}>
        <Plus aria-hidden="true" />
        <span className="max-md:sr-only">Type a value</span>
      </Button>
      <Button variant="primary" onClick={() => paste.ask("table")} data-new="">
        <ClipboardPaste aria-hidden="true" />
        Paste a table
      </Button>
      <Suspense>
        {form.asked && (
          <ValueForm setting={setting} actions={actions} isOpen={form.isOpen} onClose={form.close} />
        )}
        {paste.asked && (
          <PasteDialog setting={setting} actions={actions} isOpen={paste.isOpen} onClose={paste.close} />
        )}
      </Suspense>
    </>
  );
}
