import { buildPlan, type Days, type Plan, toSpan, withOverlay } from "@/lib/timeline/bars";
import { EVERY_DAY, type WorkCalendar } from "@/lib/timeline/calendar";
import {
  doAgain,
  type History,
  NO_HISTORY,
  record,
  renameLink,
  type Step,
  takeBack,
} from "@/lib/timeline/history";
import { checkLinks, type LinkState } from "@/lib/timeline/links";
import type { PlanChange, PlanItem, PlanLink, PlanResult, SavedVersions, Span } from "@/lib/timeline/plan";
import { rankBars } from "@/lib/timeline/rows";
import { buildGraph, type PlanGraph } from "@/lib/timeline/schedule";

export type NewLink = Omit<PlanLink, "id">;

export type PlanWriter = {
  onChange: (changes: PlanChange[]) => Promise<PlanResult<SavedVersions>>;
  onLink?: (link: NewLink) => Promise<PlanResult<{ id: string }>>;
  onUnlink?: (linkId: string) => Promise<PlanResult<unknown>>;
  onSettled: (settled: Settled) => void;
};

/** A write that is over; `problem` is the sentence of what went wrong, if anything did. */
export type Settled = { step: Step; how: "done" | "undone" | "redone"; problem: string | null };

export type PlanState = {
  plan: Plan;
  graph: PlanGraph;
  links: readonly PlanLink[];
  states: readonly LinkState[];
  history: History;
  rank: ReadonlyMap<string, number>;
  isSaving: boolean;
};

type Dated = Span & { version: number };

const LOST = "The server did not answer. Check the connection and try again.";

/**
 * The plan as it is seen: what the server sent, with changes on top that are saved one after another. When a
 * save fails it and all that wait behind it are taken off again.
 */
export class PlanStore {
  #items: readonly PlanItem[];
  #links: readonly PlanLink[];
  #calendar: WorkCalendar;
  /** Written, but not yet in what the server sent. */
  #saved = new Map<string, Dated>();
  #drafts = new Map<string, Span>();
  #added = new Map<string, PlanLink>();
  #removed = new Set<string>();
  /** From the id that a new link had here to the one that the server gave it. */
  #linkIds = new Map<string, string>();
  #history = NO_HISTORY;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  /** Rises when a save fails, so that what was queued behind it is dropped. */
  #round = 0;
  #newLinks = 0;
  #rank: ReadonlyMap<string, number> = new Map();
  #listeners = new Set<() => void>();
  #state: PlanState;
  writer: PlanWriter;

  constructor(
    items: readonly PlanItem[],
    links: readonly PlanLink[],
    writer: PlanWriter,
    calendar: WorkCalendar = EVERY_DAY,
  ) {
    this.#items = items;
    this.#links = links;
    this.#calendar = calendar;
    this.writer = writer;
    this.#state = this.#compute();
  }

  get = () => this.#state;

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Takes what the server sent, unless it is what is already here. */
  receive(items: readonly PlanItem[], links: readonly PlanLink[], calendar = this.#calendar) {
    if (items === this.#items && links === this.#links && calendar === this.#calendar) return;
    this.#items = items;
    this.#links = links;
    this.#calendar = calendar;
    for (const item of items) {
      const saved = this.#saved.get(item.id);
      if (saved && item.version >= saved.version) this.#saved.delete(item.id);
    }
    for (const [id, link] of this.#added)
      if (links.some((known) => known.fromId === link.fromId && known.toId === link.toId))
        this.#added.delete(id);
    for (const id of this.#removed) if (!links.some((known) => known.id === id)) this.#removed.delete(id);
    this.#publish();
  }

  change(days: ReadonlyMap<string, Days>, label: string) {
    const { plan } = this.#state;
    const changed = [...days].flatMap(([id, next]) => {
      const bar = plan.byId.get(id);
      const after = toSpan(next);
      const before = bar && { startOn: bar.item.startOn, endOn: bar.item.endOn };
      return before && (before.startOn !== after.startOn || before.endOn !== after.endOn)
        ? [{ id, before, after }]
        : [];
    });
    if (changed.length > 0) this.#run({ kind: "days", label, days: changed });
  }

  link(link: NewLink, label: string) {
    this.#newLinks += 1;
    const made = { ...link, id: `new:${this.#newLinks}` };
    this.#run({ kind: "link", label, isAdded: true, link: made });
  }

  unlink(link: PlanLink, label: string) {
    this.#run({ kind: "link", label, isAdded: false, link });
  }

  /** Takes the last step back, only when it is `only` if that is given. Tells what, or null. */
  undo(only?: Step): Step | null {
    if (only && this.#history.past.at(-1) !== only) return null;
    return this.#walk(takeBack(this.#history), "undone");
  }

  redo(): Step | null {
    return this.#walk(doAgain(this.#history), "redone");
  }

  #walk(to: { step: Step; rest: History } | null, how: Settled["how"]): Step | null {
    if (!to) return null;
    this.#run(to.step, how, to.rest);
    return to.step;
  }

  #run(step: Step, how: Settled["how"] = "done", next = record(this.#history, step)) {
    const before = this.#history;
    const round = this.#round;
    this.#history = next;
    if (step.kind === "days") for (const { id, after } of step.days) this.#drafts.set(id, after);
    else if (step.isAdded) {
      this.#added.set(step.link.id, step.link);
      this.#removed.delete(step.link.id);
    } else {
      this.#added.delete(step.link.id);
      this.#removed.add(step.link.id);
    }
    this.#waiting += 1;
    this.#publish();
    this.#queue = this.#queue.then(async () => {
      if (round === this.#round) {
        const problem = await this.#write(step).catch(() => LOST);
        if (problem !== null) {
          this.#round += 1;
          this.#drafts.clear();
          this.#history = before;
          if (step.kind === "link") {
            this.#added.delete(step.link.id);
            this.#removed.delete(step.link.id);
          }
        }
        this.writer.onSettled({ step, how, problem });
      }
      this.#waiting -= 1;
      this.#publish();
    });
  }

  /** The sentence of what went wrong, or null. */
  async #write(step: Step): Promise<string | null> {
    if (step.kind === "days") return this.#writeDays(step);
    const { onLink, onUnlink } = this.writer;
    if (step.isAdded) {
      if (!onLink) return "Dependencies cannot be added here.";
      const { id: oldId, ...link } = step.link;
      const result = await onLink(link);
      if (!result.ok) return result.error.message;
      const { id } = result.value;
      this.#linkIds.set(oldId, id);
      if (this.#added.delete(oldId)) this.#added.set(id, { ...link, id });
      else this.#removed.add(id);
      this.#history = renameLink(this.#history, oldId, id);
      return null;
    }
    if (!onUnlink) return "Dependencies cannot be removed here.";
    const result = await onUnlink(this.#linkIds.get(step.link.id) ?? step.link.id);
    return result.ok ? null : result.error.message;
  }

  async #writeDays(step: Extract<Step, { kind: "days" }>): Promise<string | null> {
    const shown = this.#withSaved();
    const byId = new Map(shown.map((item) => [item.id, item]));
    const changes = step.days.flatMap(({ id, after }): PlanChange[] => {
      const item = byId.get(id);
      return item ? [{ kind: item.kind, id, ...after, expectedVersion: item.version }] : [];
    });
    const result = await this.writer.onChange(changes);
    if (!result.ok) return result.error.message;
    for (const { id, after } of step.days) {
      const version = result.value.versions[id];
      if (version !== undefined) this.#saved.set(id, { ...after, version });
      const draft = this.#drafts.get(id);
      if (draft && draft.startOn === after.startOn && draft.endOn === after.endOn) this.#drafts.delete(id);
    }
    return null;
  }

  #withSaved(): readonly PlanItem[] {
    const newer = new Map<string, Dated>();
    for (const item of this.#items) {
      const saved = this.#saved.get(item.id);
      if (saved && saved.version > item.version) newer.set(item.id, saved);
    }
    return withOverlay(this.#items, newer);
  }

  #compute(): PlanState {
    const items = this.#withSaved().map((item) => {
      const draft = this.#drafts.get(item.id);
      return draft ? { ...item, ...draft } : item;
    });
    const plan = buildPlan(items);
    if (items.length !== this.#rank.size || items.some((item) => !this.#rank.has(item.id)))
      this.#rank = rankBars(plan.byId.values(), this.#rank);
    const links = [
      ...this.#links.filter((link) => !this.#removed.has(link.id)),
      ...[...this.#added.values()].filter((link) => !this.#removed.has(link.id)),
    ];
    return {
      plan,
      links,
      graph: buildGraph(plan, links),
      states: checkLinks(plan, links, this.#calendar),
      history: this.#history,
      rank: this.#rank,
      isSaving: this.#waiting > 0,
    };
  }

  #publish() {
    this.#state = this.#compute();
    for (const listener of this.#listeners) listener();
  }
}
