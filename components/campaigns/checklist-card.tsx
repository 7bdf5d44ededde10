"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { startTransition, useOptimistic, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ChecklistItem, PlanItemRow } from "@/lib/campaigns/plan/item";
import { newId } from "@/lib/ids";
import { CellInput } from "./cell-input";
import type { SaveTactic } from "./use-tactic";

type ChecklistCardProps = { item: PlanItemRow; save?: SaveTactic };

/** The points of a tactic: ticking them says how far it is. */
export function ChecklistCard({ item, save }: ChecklistCardProps) {
  const [text, setText] = useState("");
  const [shown, showNext] = useOptimistic(item.checklist);
  const done = shown.filter((point) => point.isDone).length;

  function write(next: ChecklistItem[], words: string) {
    startTransition(async () => {
      showNext(next);
      await save?.({ checklist: next }, words);
    });
  }
  const change = (id: string, part: Partial<ChecklistItem>) =>
    shown.map((point) => (point.id === id ? { ...point, ...part } : point));
  function move(index: number, by: number) {
    const next = [...shown];
    const [point] = next.splice(index, 1);
    if (point) write(next.toSpliced(index + by, 0, point), "Order saved");
  }

  return (
    <Card title="Checklist" meta={shown.length > 0 ? `${done} of ${shown.length}` : undefined}>
      <div className="flex flex-col gap-3 text-sm">
        {shown.length === 0 ? (
          <p className="text-ink-3">
            No points yet.
            {save && " With points, the progress of the tactic follows from those that are done."}
          </p>
        ) : (
          <ProgressBar
            label={`Points done of ${item.name}`}
            share={shown.length > 0 ? done / shown.length : 0}
            figure={`${Math.floor((100 * done) / shown.length)}\u00a0%`}
          />
        )}
        <ul className="flex flex-col">
          {shown.map((point, index) => (
            <li key={point.id} className="flex items-center gap-2">
              <input
                type="checkbox"
                aria-label={`${point.text} is done`}
                checked={point.isDone}
                disabled={!save}
                onChange={(event) =>
                  write(
                    change(point.id, { isDone: event.target.checked }),
                    `“${point.text}” is ${event.target.checked ? "done" : "open"}`,
                  )
                }
                className="size-4 flex-none accent-accent coarse:size-5"
              />
              {save ? (
                <>
                  <CellInput
                    label={`Point ${index + 1}`}
                    value={point.text}
                    onSave={(words) => write(change(point.id, { text: words }), "Point saved")}
                  />
                  <span className="ml-auto flex print:hidden">
                    <IconButton
                      label={`Move ${point.text} up`}
                      disabled={index === 0}
                      onClick={() => move(index, -1)}
                    >
                      <ArrowUp aria-hidden="true" />
                    </IconButton>
                    <IconButton
                      label={`Move ${point.text} down`}
                      disabled={index === shown.length - 1}
                      onClick={() => move(index, 1)}
                    >
                      <ArrowDown aria-hidden="true" />
                    </IconButton>
                    <IconButton
                      label={`Remove ${point.text}`}
                      onClick={() =>
                        write(
                          shown.filter((each) => each !== point),
                          `“${point.text}” removed`,
                        )
                      }
                    >
                      <X aria-hidden="true" />
                    </IconButton>
                  </span>
                </>
              ) : (
                <span className="min-h-7 py-1">{point.text}</span>
              )}
            </li>
          ))}
        </ul>
        {save && (
          <form
            className="flex gap-2 print:hidden"
            onSubmit={(event) => {
              event.preventDefault();
              const words = text.trim();
              if (!words) return;
              write([...shown, { id: newId(), text: words, isDone: false }], "Point added");
              setText("");
            }}
          >
            <Input
              aria-label="New point"
              placeholder="What has to be done?"
              value={text}
              maxLength={200}
              onChange={(event) => setText(event.target.value)}
            />
            <Button type="submit">
              <Plus aria-hidden="true" />
              Add point
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}
