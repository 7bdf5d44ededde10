"use client";

import { clsx } from "clsx";
import { MoveRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type DragEvent, startTransition, useOptimistic, useState } from "react";
import { Person } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { ProgressBar } from "@/components/ui/progress-bar";
import { toastStore } from "@/components/ui/toast-store";
import type { CampaignRow } from "@/lib/campaigns/campaign";
import type { StatusChange } from "@/lib/campaigns/model";
import { finishWords, refusal } from "@/lib/campaigns/refusal";
import { type CampaignStatus, STATUS_LABEL } from "@/lib/campaigns/status";
import { type Step, stepsFrom } from "@/lib/campaigns/steps";
import { type Day, formatDayRange } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { type ActionResult, failureText } from "@/lib/result";

const COLUMNS: readonly CampaignStatus[] = ["draft", "planned", "running", "paused", "finished"];

export type CampaignBoardProps = {
  rows: CampaignRow[];
  today: Day;
  mayEdit: boolean;
  mayApprove: boolean;
  setStatus: (input: StatusChange) => Promise<ActionResult<{ version: number }>>;
};

type Move = { id: string; to: CampaignStatus };

function stepsOf(row: CampaignRow, today: Day): Step[] {
  return stepsFrom({ ...row, today, hasOwner: row.ownerId !== null, channels: row.channels.length });
}

/** Campaigns by status. A card moves by drag or by its menu; what is not possible says why. */
export function CampaignBoard({ rows, today, mayEdit, mayApprove, setStatus }: CampaignBoardProps) {
  const [shown, applyMove] = useOptimistic(rows, (all: CampaignRow[], move: Move) =>
    all.map((row) => (row.id === move.id ? { ...row, status: move.to } : row)),
  );
  const router = useRouter();
  const [dragged, setDragged] = useState<CampaignRow | null>(null);
  const [finishing, setFinishing] = useState<CampaignRow | null>(null);
  const steps = (row: CampaignRow) => (mayEdit ? stepsOf(row, today) : []);

  /** Why this step is not open now; empty when it is. */
  function problem(step: Step | undefined, row: CampaignRow, to: CampaignStatus): string {
    if (!step)
      return `A campaign that is ${STATUS_LABEL[row.status].toLowerCase()} cannot become ${STATUS_LABEL[to].toLowerCase()}.`;
    if (step.needsApproval && !mayApprove)
      return "A manager or an owner of the workspace launches campaigns.";
    return refusal(step);
  }

  function save(row: CampaignRow, to: CampaignStatus) {
    startTransition(async () => {
      applyMove({ id: row.id, to });
      const result = await setStatus({ campaignId: row.id, version: row.version, to });
      if (!result.ok) {
        toastStore.show({ text: failureText(result.error), tone: "failed" });
        if (result.error.code === "CONFLICT") router.refresh();
        return;
      }
      const back = stepsOf({ ...row, status: to }, today).find((step) => step.to === row.status);
      const canGoBack = back && back.reasons.length === 0 && (!back.needsApproval || mayApprove);
      const { version } = result.value;
      toastStore.show({
        text: `“${row.name}” is ${STATUS_LABEL[to].toLowerCase()} now`,
        ...(canGoBack && { undo: () => setStatus({ campaignId: row.id, version, to: row.status }) }),
      });
    });
  }

  function moveTo(row: CampaignRow, to: CampaignStatus) {
    if (row.status === to) return;
    const step = steps(row).find((each) => each.to === to);
    const why = problem(step, row, to);
    if (why) toastStore.show({ text: why, tone: "failed" });
    else if (to === "running" && !row.isLaunched) {
      toastStore.show({
        text: "These are the people whom the launch freezes. Launch it here.",
        tone: "notice",
      });
      router.push(`/campaigns/${row.id}/audience`);
    } else if (to === "finished") setFinishing(row);
    else save(row, to);
  }

  return (
    <>
      <div className="-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-3 md:-mx-6 md:scroll-px-6 md:px-6">
        {COLUMNS.map((status) => {
          const cards = shown.filter((row) => row.status === status);
          const step = dragged ? steps(dragged).find((each) => each.to === status) : undefined;
          const isOpen = dragged !== null && problem(step, dragged, status) === "";
          return (
            <BoardColumn
              key={status}
              status={status}
              count={cards.length}
              isTarget={isOpen}
              isClosed={dragged !== null && !isOpen && dragged.status !== status}
              onDrop={() => {
                if (dragged) moveTo(dragged, status);
                setDragged(null);
              }}
            >
              {cards.map((row) => (
                <BoardCard
                  key={row.id}
                  row={row}
                  today={today}
                  steps={steps(row)}
                  problem={(step) => problem(step, row, step.to)}
                  onDrag={setDragged}
                  onMove={(to) => moveTo(row, to)}
                />
              ))}
            </BoardColumn>
          );
        })}
      </div>
      <Dialog
        open={finishing !== null}
        onClose={() => setFinishing(null)}
        title={`Finish “${finishing?.name ?? ""}”?`}
        footer={
          <>
            <Button variant="ghost" onClick={() => setFinishing(null)}>
              Cancel
            </Button>
            <Button
              variant="primary"
              onClick={() => {
                if (finishing) save(finishing, "finished");
                setFinishing(null);
              }}
            >
              Finish campaign
            </Button>
          </>
        }
      >
        {finishing && finishWords(finishing)}
      </Dialog>
    </>
  );
}

type BoardColumnProps = {
  status: CampaignStatus;
  count: number;
  isTarget: boolean;
  isClosed: boolean;
  onDrop: () => void;
  children: React.ReactNode;
};

function BoardColumn({ status, count, isTarget, isClosed, onDrop, children }: BoardColumnProps) {
  return (
    <section
      aria-label={`${STATUS_LABEL[status]}, ${formatCount(count, "campaign")}`}
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        onDrop();
      }}
      className={clsx(
        "flex w-64 flex-none snap-start flex-col rounded-lg bg-sunken p-2 transition-colors md:w-auto md:min-w-48 md:flex-1",
        isTarget && "bg-accent-soft outline-2 -outline-offset-2 outline-accent",
        isClosed && "opacity-60",
      )}
    >
      <h2 className="flex items-baseline gap-1.5 px-1.5 pt-0.5 pb-2 text-sm font-semibold">
        {STATUS_LABEL[status]} <span className="num font-normal text-ink-3">{count}</span>
      </h2>
      <ul className="flex min-h-24 flex-1 flex-col gap-2">{children}</ul>
    </section>
  );
}

type BoardCardProps = {
  row: CampaignRow;
  today: Day;
  steps: Step[];
  problem: (step: Step) => string;
  onDrag: (row: CampaignRow | null) => void;
  onMove: (to: CampaignStatus) => void;
};

function BoardCard({ row, today, steps, problem, onDrag, onMove }: BoardCardProps) {
  const { tactics, progress } = row;
  return (
    <li
      draggable={steps.length > 0}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", row.name);
        onDrag(row);
      }}
      onDragEnd={() => onDrag(null)}
      className={clsx(
        "rounded-md border border-line bg-surface p-3",
        steps.length > 0 && "cursor-grab hover:shadow-raise active:cursor-grabbing",
      )}
    >
      <div className="flex items-start gap-1">
        <Link href={`/campaigns/${row.id}`} className="min-w-0 flex-1 text-sm font-medium hover:underline">
          {row.name}
        </Link>
        {steps.length > 0 && (
          <Menu
            trigger={<MoveRight aria-hidden="true" className="size-3.5" />}
            label={`Move “${row.name}”`}
            align="end"
            triggerClassName="-mt-1 -mr-1 grid size-6 flex-none place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink coarse:size-control"
          >
            <MenuLabel>Move to</MenuLabel>
            {steps.map((step) => {
              const why = problem(step);
              return (
                <MenuItem key={step.to} onClick={() => onMove(step.to)} className="flex-wrap">
                  <span className={clsx("flex min-h-8 w-64 flex-col justify-center", why && "text-ink-3")}>
                    {STATUS_LABEL[step.to]}
                    {why && <span className="pb-1 text-2xs whitespace-normal">{why}</span>}
                  </span>
                </MenuItem>
              );
            })}
          </Menu>
        )}
      </div>
      <p className="mt-0.5 truncate text-xs text-ink-2">
        {row.segments.map((segment) => segment.name).join(", ") || "No segment yet"}
      </p>
      <p className="num text-xs text-ink-3">{formatDayRange(row.startOn, row.endOn, today)}</p>
      {progress !== null && (
        <div className="mt-2">
          <ProgressBar
            label={`Progress of ${row.name}`}
            share={progress / 100}
            tone={tactics.late > 0 ? 2 : 1}
            figure={`${tactics.finished} of ${tactics.total}`}
          />
        </div>
      )}
      <div className="mt-2 flex items-center justify-between gap-2">
        {row.ownerName ? (
          <Person name={row.ownerName} />
        ) : (
          <span className="text-xs text-ink-3">Nobody yet</span>
        )}
        {tactics.late > 0 && <span className="text-2xs font-medium text-warn">{tactics.late} late</span>}
      </div>
    </li>
  );
}
