"use client";

import { Diamond, ListChecks, MessageSquare, PanelRight, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Person } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { toastStore } from "@/components/ui/toast-store";
import { useAction } from "@/components/ui/use-action";
import type { DependencyRow, PlanItemRow } from "@/lib/campaigns/plan/item";
import type { PlanItemChange, PlanItemInput, PlanItemRef, RemovedPlanItem } from "@/lib/campaigns/plan/model";
import { CAMPAIGN_CHANNEL_LABEL, CAMPAIGN_CHANNELS, type CampaignChannel } from "@/lib/campaigns/status";
import { type Day, formatDayRange } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { type ActionResult, failureText } from "@/lib/result";
import type { NamedKey } from "@/lib/timeline/plan";
import { AddPlanItem } from "./add-plan-item";
import { CellInput, CellSelect } from "./cell-input";

export type PlanTableActions = {
  add: (input: PlanItemInput) => Promise<ActionResult<{ itemId: string }>>;
  update: (input: PlanItemChange) => Promise<ActionResult<{ version: number }>>;
  remove: (input: PlanItemRef) => Promise<ActionResult<RemovedPlanItem>>;
  restore: (input: RemovedPlanItem) => Promise<ActionResult<{ itemId: string }>>;
};

export type PlanTableProps = {
  campaignId: string;
  items: PlanItemRow[];
  links: DependencyRow[];
  people: NamedKey[];
  /** The campaign's days: what a new tactic starts with. */
  span: { startOn: Day; endOn: Day };
  today: Day;
  canEdit: boolean;
  actions: PlanTableActions;
};

/** Tactics and milestones as rows whose cells save when they are left. */
export function PlanTable(props: PlanTableProps) {
  const { campaignId, items, links, people, span, today, canEdit, actions } = props;
  return (
    <Card title="Tactics and milestones" meta={`${items.length}`} flush>
      {items.length === 0 && (
        <EmptyState compact headingLevel={3} title="No plan yet">
          {canEdit
            ? "Add what has to be done, with who does it and until when. A milestone marks one day, such as a sign-off."
            : "Nobody has planned anything for this campaign yet."}
        </EmptyState>
      )}
      {items.length > 0 && (
        <Table label="Tactics and milestones" wide>
          <TableHead sticky={false}>
            <Th>Name</Th>
            <Th>Who</Th>
            <Th>Channel</Th>
            <Th>First day</Th>
            <Th>Last day</Th>
            <Th num>Hours</Th>
            <Th num>Done</Th>
            <Th>Waits for</Th>
            <Th hideLabel>Remove</Th>
          </TableHead>
          <TableBody>
            {items.map((item) => (
              <PlanRow
                key={item.id}
                item={item}
                waitsFor={links.filter((link) => link.toId === item.id).map((link) => link.fromName)}
                people={people}
                today={today}
                canEdit={canEdit}
                actions={actions}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {canEdit && <AddPlanItem campaignId={campaignId} span={span} today={today} add={actions.add} />}
    </Card>
  );
}

type PlanRowProps = {
  item: PlanItemRow;
  waitsFor: string[];
  people: NamedKey[];
  today: Day;
  canEdit: boolean;
  actions: PlanTableActions;
};

function PlanRow({ item, waitsFor, people, today, canEdit, actions }: PlanRowProps) {
  const { update, remove, restore } = actions;
  const router = useRouter();
  const saving = useAction(update, { quiet: true });
  const removing = useAction(remove, {
    done: `“${item.name}” removed`,
    undo: (removed) => restore(removed),
  });
  const isMilestone = item.kind === "milestone";
  const isLate = item.progress < 100 && item.endOn < today;

  if (!item.canEdit) return <ReadRow item={item} waitsFor={waitsFor} today={today} isLate={isLate} />;

  async function save(changes: PlanItemChange["changes"]) {
    const result = await saving.run({ itemId: item.id, version: item.version, changes });
    if (!result.ok) {
      toastStore.show({ text: failureText(result.error), tone: "failed" });
      if (result.error.code === "CONFLICT") router.refresh();
      return;
    }
    const { version } = result.value;
    const before = Object.fromEntries(
      Object.keys(changes).map((key) => [key, item[key as keyof typeof changes]]),
    );
    toastStore.show({
      text: `“${changes.name ?? item.name}” saved`,
      undo: () => update({ itemId: item.id, version, changes: before }),
    });
  }
  // On a phone two and two, each below the name of its column.
  const cell = "max-md:mt-1 max-md:flex max-md:basis-[46%] max-md:flex-col max-md:items-start";
  return (
    <Tr>
      <Td phone="first" className="min-w-52 max-md:min-w-0 max-md:flex-1">
        <span className="flex items-center gap-1">
          {isMilestone && <MilestoneMark />}
          <CellInput
            label={`Name of ${item.name}`}
            value={item.name}
            isStrong
            onSave={(name) => save({ name })}
          />
          <OpenLink item={item} />
        </span>
      </Td>
      <Td label="who" className={cell}>
        <CellSelect
          label={`Who does ${item.name}`}
          value={item.assigneeId ?? ""}
          placeholder="Nobody yet"
          // Who may change only their own hands it over on My work.
          disabled={!canEdit}
          options={people.map(({ key, label }) => ({ value: key, label }))}
          onSave={(assigneeId) => save({ assigneeId: assigneeId || null })}
        />
      </Td>
      <Td label="channel" className={cell}>
        <CellSelect
          label={`Channel of ${item.name}`}
          value={item.channel ?? ""}
          placeholder="None"
          options={CAMPAIGN_CHANNELS.map((value) => ({ value, label: CAMPAIGN_CHANNEL_LABEL[value] }))}
          onSave={(channel) => save({ channel: (channel || null) as CampaignChannel | null })}
        />
      </Td>
      <Td label={isMilestone ? "day" : "from"} className={cell}>
        <CellInput
          label={`${isMilestone ? "Day" : "First day"} of ${item.name}`}
          type="date"
          value={item.startOn}
          onSave={(startOn) =>
            save({ startOn, ...((isMilestone || startOn > item.endOn) && { endOn: startOn }) })
          }
        />
      </Td>
      <Td label={isMilestone ? undefined : "to"} className={isMilestone ? undefined : cell}>
        {!isMilestone && (
          <CellInput
            label={`Last day of ${item.name}`}
            type="date"
            value={item.endOn}
            isLate={isLate}
            onSave={(endOn) => save({ endOn, ...(endOn < item.startOn && { startOn: endOn }) })}
          />
        )}
      </Td>
      <Td num label={isMilestone ? undefined : "hours"} className={isMilestone ? undefined : cell}>
        {!isMilestone && (
          <CellInput
            label={`Hours of ${item.name}`}
            type="number"
            value={String(item.hours)}
            max={2000}
            onSave={(hours) => save({ hours: Number(hours) })}
          />
        )}
      </Td>
      <Td num label="done" className={cell}>
        {isMilestone ? (
          <input
            type="checkbox"
            aria-label={`${item.name} is reached`}
            checked={item.progress === 100}
            className="size-3.5 accent-accent coarse:size-5"
            onChange={(event) => save({ progress: event.target.checked ? 100 : 0 })}
          />
        ) : item.checklist.length > 0 ? (
          <span className="px-1" title="Follows from its checklist">{`${item.progress}\u00a0%`}</span>
        ) : (
          <CellInput
            label={`Done of ${item.name}, in percent`}
            type="number"
            value={String(item.progress)}
            max={100}
            unit="%"
            onSave={(progress) => save({ progress: Number(progress) })}
          />
        )}
      </Td>
      <Td
        className="max-w-40 truncate text-xs text-ink-2"
        label={waitsFor.length > 0 ? "waits for" : undefined}
      >
        {waitsFor.join(", ")}
      </Td>
      <Td phone="first" className="w-8">
        {canEdit && (
          <IconButton
            label={`Remove ${item.name}`}
            disabled={removing.isPending}
            onClick={() => void removing.run({ itemId: item.id })}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        )}
      </Td>
    </Tr>
  );
}

/** The way to its points, links and comments, with how many there are. */
function OpenLink({ item }: { item: PlanItemRow }) {
  const { checklist, links, comments } = item;
  const done = checklist.filter((point) => point.isDone).length;
  const said = [
    ...(checklist.length > 0 ? [`${done} of ${formatCount(checklist.length, "point")} done`] : []),
    ...(links.length > 0 ? [formatCount(links.length, "link")] : []),
    ...(comments > 0 ? [formatCount(comments, "comment")] : []),
  ];
  return (
    <Link
      href={`/campaigns/${item.campaignId}/plan/${item.id}`}
      title={said.join(", ") || "Points, links and comments"}
      aria-label={`Open ${item.name}${said.length > 0 ? `: ${said.join(", ")}` : ""}`}
      className="inline-flex min-h-7 min-w-7 items-center justify-center gap-1.5 rounded-md px-1.5 align-middle text-xs text-ink-2 hover:bg-hover hover:text-ink"
    >
      {checklist.length > 0 && (
        <span className="num flex items-center gap-0.5">
          <ListChecks aria-hidden="true" className="size-3.5" />
          {done}/{checklist.length}
        </span>
      )}
      {comments > 0 && (
        <span className="num flex items-center gap-0.5">
          <MessageSquare aria-hidden="true" className="size-3.5" />
          {comments}
        </span>
      )}
      {checklist.length === 0 && comments === 0 && <PanelRight aria-hidden="true" className="size-3.5" />}
    </Link>
  );
}

function MilestoneMark() {
  return (
    <span role="img" aria-label="Milestone" className="flex-none text-ink-3">
      <Diamond aria-hidden="true" className="size-3" />
    </span>
  );
}

function ReadRow({
  item,
  waitsFor,
  today,
  isLate,
}: {
  item: PlanItemRow;
  waitsFor: string[];
  today: Day;
  isLate: boolean;
}) {
  return (
    <Tr>
      <Td phone="first" className="min-w-52 font-medium max-md:min-w-0 max-md:flex-1">
        <span className="flex items-center gap-1">
          {item.kind === "milestone" && <MilestoneMark />}
          {item.name}
          <OpenLink item={item} />
        </span>
      </Td>
      <Td>
        {item.assigneeName ? (
          <Person name={item.assigneeName} />
        ) : (
          <span className="text-ink-3">Nobody yet</span>
        )}
      </Td>
      <Td className="text-ink-2">{item.channel ? CAMPAIGN_CHANNEL_LABEL[item.channel] : "–"}</Td>
      <Td
        colSpan={2}
        className={isLate ? "num whitespace-nowrap text-warn" : "num whitespace-nowrap text-ink-2"}
      >
        {formatDayRange(item.startOn, item.endOn, today)}
        {isLate && ", late"}
      </Td>
      <Td num phone="hide">
        {item.kind === "tactic" && item.hours}
      </Td>
      <Td num label="done">
        {item.kind === "tactic" ? `${item.progress}\u00a0%` : item.progress === 100 ? "reached" : "–"}
      </Td>
      <Td className="max-w-40 truncate text-xs text-ink-2">{waitsFor.join(", ")}</Td>
      <Td />
    </Tr>
  );
}
