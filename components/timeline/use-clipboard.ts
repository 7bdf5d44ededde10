import { useCallback, useState, useSyncExternalStore } from "react";
import { toastStore } from "@/components/ui/toast-store";
import { formatCount } from "@/lib/format";
import { newId } from "@/lib/ids";
import type { Bar, Plan } from "@/lib/timeline/bars";
import { nextWorking, type WorkCalendar } from "@/lib/timeline/calendar";
import type { PlanLink } from "@/lib/timeline/plan";
import type { PasteDialogProps } from "./paste-dialog";
import type { PlanStore } from "./plan-store";

type Copied = { scope: string; parts: readonly Bar[]; links: readonly PlanLink[]; campaign: Bar | null };

/** One for all timelines, so that a plan can be copied on one page and pasted on another. */
let copied: Copied | null = null;
const listeners = new Set<() => void>();
const read = () => copied;
const nothing = () => null;

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export type ClipboardOptions = {
  store: PlanStore;
  calendar: WorkCalendar;
  canAdd: boolean;
  say: (text: string) => void;
  /** What was copied in another scope is not there. */
  scope: string;
};

/** Copies parts of plans and pastes them into a campaign, shifted in time. */
export function useClipboard({ store, calendar, canAdd, say, scope }: ClipboardOptions) {
  const last = useSyncExternalStore(subscribe, read, nothing);
  const held = last?.scope === scope ? last : null;
  const [target, setTarget] = useState<string | null>(null);

  /** Takes the parts among the given bars, and all parts of a campaign among them. */
  const copy = useCallback(
    (bars: readonly Bar[]) => {
      const parts = new Set(bars.flatMap((bar) => (bar.item.kind === "campaign" ? bar.parts : [bar])));
      const { plan, links } = store.get();
      const [first] = parts;
      if (!first) {
        toastStore.show({ tone: "notice", text: "There is no tactic or milestone to copy." });
        return;
      }
      copied = {
        scope,
        parts: [...parts],
        links: links.filter(({ fromId, toId }) => {
          const [from, to] = [plan.byId.get(fromId), plan.byId.get(toId)];
          return from !== undefined && to !== undefined && parts.has(from) && parts.has(to);
        }),
        campaign: plan.byId.get(first.item.parentId ?? "") ?? null,
      };
      for (const listener of listeners) listener();
      const text = `${formatCount(parts.size, "part")} copied. Paste into a campaign with Ctrl V or from its panel.`;
      toastStore.show({ tone: "notice", text });
      say(text);
    },
    [store, say, scope],
  );

  const campaign = target === null ? undefined : store.get().plan.byId.get(target);
  const dialog: PasteDialogProps = {
    paste:
      held && campaign
        ? {
            count: held.parts.length,
            campaign: campaign.item.name,
            start: nextWorking(calendar, firstPasteDay(held, campaign)),
          }
        : null,
    onClose: () => setTarget(null),
    onPaste: async (start) => {
      setTarget(null);
      if (!held || !campaign) return;
      const { copyParts } = await import("@/lib/timeline/copy");
      const made = copyParts(held.parts, held.links, {
        campaignId: campaign.item.id,
        start,
        calendar,
        newId,
      });
      store.add(made, `Pasted ${formatCount(made.parts.length, "part")} into ${campaign.item.name}`);
    },
  };
  return {
    copy,
    dialog,
    count: canAdd ? (held?.parts.length ?? 0) : 0,
    askWhere: useCallback((bar: Bar) => setTarget(campaignOf(bar, store.get().plan)), [store]),
  };
}

const campaignOf = (bar: Bar, plan: Plan) =>
  bar.item.kind === "campaign" ? bar.item.id : (plan.byId.get(bar.item.parentId ?? "")?.item.id ?? null);

/** As far into the campaign as it was in the one that it comes from; behind itself when it is the same. */
function firstPasteDay({ parts, campaign: source }: Copied, into: Bar): number {
  const first = Math.min(...parts.map((part) => part.start));
  if (source?.item.id === into.item.id) return Math.max(...parts.map((part) => part.end));
  return source ? into.start + first - source.start : into.start;
}
