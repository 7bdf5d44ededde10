import { type RefObject, useEffect, useMemo } from "react";
import type { Bar, Days } from "@/lib/timeline/bars";
import type { LinkState } from "@/lib/timeline/links";
import { type BarActs, BarPanel } from "./bar-panel";
import { type NewPart, NewPartPanel } from "./new-part-panel";
import type { PlanStore } from "./plan-store";
import type { BarsModel } from "./timeline-bars";
import type { useClipboard } from "./use-clipboard";
import type { GestureApi } from "./use-gesture";
import type { Selection } from "./use-selection";

/** Days for something new in a campaign, before it has a name. */
export type Drawn = { campaignId: string; days: Days };

export type TimelineSideProps = {
  model: BarsModel;
  store: PlanStore;
  states: readonly LinkState[];
  api: GestureApi;
  selection: Selection;
  clipboard: ReturnType<typeof useClipboard>;
  heading: RefObject<HTMLHeadingElement | null>;
  /** Set by who opens a panel by keyboard: its heading then takes the focus, once. */
  wantsHeading: RefObject<boolean>;
  open: string | null;
  drawn: Drawn | null;
  isReadOnly: boolean;
  canLink: boolean;
  canUnlink: boolean;
  canAdd: boolean;
  canPlace: boolean;
  onAdd: (part: NewPart) => void;
  onDraw: (bar: Bar) => void;
  onShow: (id: string) => void;
  onClose: () => void;
};

const NONE: readonly never[] = [];

/** The panel beside the bars: of the open bar, or for what is being added. */
export function TimelineSide(props: TimelineSideProps) {
  const { model, store, states, api, isReadOnly, canLink, drawn, open, onClose } = props;
  const { plan, today } = model;
  const bar = open === null ? undefined : plan.byId.get(open);
  const choices = useMemo(() => (bar ? predecessorChoices(bar, model) : NONE), [bar, model]);
  const { heading, wantsHeading } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opened panel
  useEffect(() => {
    if (wantsHeading.current) heading.current?.focus();
    wantsHeading.current = false;
  }, [open]);
  const campaign = drawn ? plan.byId.get(drawn.campaignId) : undefined;
  if (drawn && campaign)
    return (
      <NewPartPanel
        key={`${drawn.campaignId} ${drawn.days.start} ${drawn.days.end}`}
        campaign={campaign.item.name}
        days={drawn.days}
        onAdd={props.onAdd}
        onClose={onClose}
      />
    );
  if (!bar) return null;
  const { id, name, ownerId, parentId } = bar.item;
  return (
    <BarPanel
      bar={bar}
      campaign={parentId === null ? undefined : plan.byId.get(parentId)}
      today={today}
      owner={ownerId ? (model.owners.get(ownerId) ?? null) : null}
      marks={model.marks.get(id) ?? NONE}
      states={states}
      float={model.critical?.floats.get(id)}
      isReadOnly={isReadOnly}
      heading={heading}
      choices={choices}
      countFollowers={(days) => {
        const result = api.preview(new Map([[id, days]]));
        return result.ok ? Math.max(0, result.days.size - 1) : 0;
      }}
      earliestFor={api.earliestFor}
      onSave={(days) => api.moveTo(id, days)}
      onShow={props.onShow}
      onClose={onClose}
      onLink={canLink ? (fromId, type, lag) => api.linkTo(fromId, id, type, lag) : undefined}
      onUnlink={props.canUnlink ? (link) => api.unlink(link) : undefined}
      onByHand={
        props.canPlace
          ? (isByHand) =>
              store.setByHand(id, isByHand, `${name} is placed ${isByHand ? "by hand" : "automatically"}`)
          : undefined
      }
      acts={actsOf(bar, props)}
    />
  );
}

function actsOf(
  bar: Bar,
  { model, selection, clipboard, isReadOnly, canAdd, onDraw }: TimelineSideProps,
): BarActs {
  const { id, kind } = bar.item;
  const acts: BarActs = { isSelected: selection.selected.has(id) };
  if (isReadOnly) return acts;
  acts.select = () => {
    const row = model.rowsOf.get(id)?.find((one) => one.bar === bar);
    if (row) selection.select(row, false);
  };
  if (!canAdd) return acts;
  acts.copy = () => clipboard.copy([bar]);
  if (kind !== "campaign" || bar.item.locked) return acts;
  acts.add = () => onDraw(bar);
  if (clipboard.count > 0) acts.paste = { count: clipboard.count, run: () => clipboard.askWhere(bar) };
  return acts;
}

const MANY = 300;

/**
 * What a bar may wait for: the rest of its campaign first, then campaigns and the parts of those that are unfolded;
 * never itself or what contains it.
 */
function predecessorChoices({ item }: Bar, { plan, rowsOf }: Pick<BarsModel, "plan" | "rowsOf">) {
  const campaign = item.parentId === null ? undefined : plan.byId.get(item.parentId);
  const others = plan.bars.filter((bar) => bar.item.id !== item.id && bar !== campaign);
  const isShown = (bar: Bar) => rowsOf.get(bar.item.id)?.[0]?.bar === bar;
  const choice = (bar: Bar, group: string) => ({ value: bar.item.id, label: bar.item.name, group });
  const inside = (of: Bar, parts: readonly Bar[]) => parts.map((bar) => choice(bar, `In ${of.item.name}`));
  return [
    ...(campaign
      ? inside(
          campaign,
          campaign.parts.filter((part) => part.item.id !== item.id),
        )
      : []),
    ...others.slice(0, MANY).map((bar) => choice(bar, "Campaigns")),
    ...others.flatMap((of) => inside(of, of.parts.filter(isShown))).slice(0, MANY),
  ];
}
