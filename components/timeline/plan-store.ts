import { buildPlan, type Days, type Plan, toSpan } from "@/lib/timeline/bars";
import { EVERY_DAY, type WorkCalendar } from "@/lib/timeline/calendar";
import {
  apply,
  doAgain,
  type History,
  NO_HISTORY,
  record,
  type Step,
  takeBack,
  touched,
} from "@/lib/timeline/history";
import { checkLinks, type LinkState } from "@/lib/timeline/links";
import type { PlanChange, PlanItem, PlanLink, PlanResult, SavedVersions } from "@/lib/timeline/plan";
import { rankBars } from "@/lib/timeline/rows";
import { buildGraph, type PlanGraph } from "@/lib/timeline/schedule";

export type NewPlan = { parts: readonly PlanItem[]; links: readonly PlanLink[] };
export type Versioned = { id: string; expectedVersion: number };

/** What the plan asks of the server. What is left out cannot be done here. */
export type PlanWriter = {
  onChange: (changes: PlanChange[]) => Promise<PlanResult<SavedVersions>>;
  onLink?: (link: PlanLink) => Promise<PlanResult<unknown>>;
  onUnlink?: (linkId: string) => Promise<PlanResult<unknown>>;
  onByHand?: (item: Versioned, isByHand: boolean) => Promise<PlanResult<{ version: number }>>;
  onAdd?: (plan: NewPlan) => Promise<PlanResult<SavedVersions>>;
  onRemove?: (parts: Versioned[]) => Promise<PlanResult<unknown>>;
  onSettled: (settled: Settled) => void;
};

/** Why a write failed. `seen` has the versions that it was made over, by id. */
export type Problem = { code: string; message: string; seen: ReadonlyMap<string, number> };

/** A write that is over; `problem` is null when it succeeded. */
export type Settled = { step: Step; how: "done" | "undone" | "redone"; problem: Problem | null };

export type PlanState = {
  plan: Plan;
  graph: PlanGraph;
  links: readonly PlanLink[];
  states: readonly LinkState[];
  history: History;
  rank: ReadonlyMap<string, number>;
  isSaving: boolean;
};

/** A step on top of what the server sent. `versions` are those that it gave, once it is written. */
type Layer = {
  /** How often the server has sent the plan since it was written. */
  answers: number;
  step: Step;
  seen: ReadonlyMap<string, number>;
  versions: Readonly<Record<string, number>> | null;
};

const LOST = {
  code: "UNAVAILABLE",
  message: "The server did not answer. Check the connection and try again.",
};
const NOT_HERE = {
  ok: false,
  error: { code: "FORBIDDEN", message: "This cannot be changed here." },
} as const;

const CHANGED = { code: "CONFLICT", message: "It was changed since." };

/** What a written step has the last word on; null for dates, where versions tell. */
function keyOf(step: Step): string | null {
  if (step.kind === "link") return step.link.id;
  return step.kind === "parts" ? (step.parts[0]?.id ?? null) : null;
}

/**
 * The plan as it is seen: what the server sent, with steps on top that are saved one after another. When a save fails
 * it and all that wait behind it are taken off again.
 */
export class PlanStore {
  #items: readonly PlanItem[];
  #links: readonly PlanLink[];
  #calendar: WorkCalendar;
  /** In the order of their making: first those that are written and not yet in what the server sent. */
  #layers: Layer[] = [];
  /** The newest version of each item that was made here. */
  #own = new Map<string, number>();
  #history = NO_HISTORY;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
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
    this.#dropArrived();
    this.#publish();
  }

  change(days: ReadonlyMap<string, Days>, label: string) {
    const { plan } = this.#state;
    const changed = [...days].flatMap(([id, next]) => {
      const bar = plan.byId.get(id);
      const after = toSpan(next);
      const before = bar && { startOn: bar.item.startOn, endOn: bar.item.endOn };
      return before && (before.startOn !== after.startOn || before.endOn !== after.endOn)
        ? [{ id, kind: bar.item.kind, before, after }]
        : [];
    });
    if (changed.length > 0) this.#run({ kind: "days", label, days: changed });
  }

  link(link: PlanLink, label: string) {
    this.#run({ kind: "link", label, isAdded: true, link });
  }

  unlink(link: PlanLink, label: string) {
    this.#run({ kind: "link", label, isAdded: false, link });
  }

  setByHand(id: string, isByHand: boolean, label: string) {
    this.#run({ kind: "hand", label, id, isByHand });
  }

  add({ parts, links }: NewPlan, label: string) {
    if (parts.length > 0) this.#run({ kind: "parts", label, isAdded: true, parts, links });
  }

  /**
   * Takes the last step back, only when it is `only` if that is given. Tells what, or null. A step over whose bars
   * somebody changed something since is told as a conflict instead, and forgotten.
   */
  undo(only?: Step): Step | null {
    if (only && this.#history.past.at(-1) !== only) return null;
    return this.#walk(takeBack(this.#history), "undone");
  }

  redo(): Step | null {
    return this.#walk(doAgain(this.#history), "redone");
  }

  #walk(to: { step: Step; rest: History } | null, how: Settled["how"]): Step | null {
    if (!to) return null;
    const seen = this.#changedSince(to.step);
    if (seen.size > 0) {
      const { past, future } = this.#history;
      this.#history = how === "undone" ? { past: to.rest.past, future } : { past, future: to.rest.future };
      this.#publish();
      this.writer.onSettled({ step: to.step, how, problem: { ...CHANGED, seen } });
      return null;
    }
    this.#run(to.step, how, to.rest);
    return to.step;
  }

  /** The versions that were known here of what somebody changed since a step, which is about to be taken back, was made. */
  #changedSince(step: Step): ReadonlyMap<string, number> {
    const changed = new Map<string, number>();
    const check = (id: string, isAsLeft: (item: PlanItem) => boolean) => {
      const item = this.#state.plan.byId.get(id)?.item;
      if (item && !isAsLeft(item)) changed.set(id, item.version - 1);
    };
    if (step.kind === "days")
      for (const { id, before } of step.days)
        check(id, ({ startOn, endOn }) => startOn === before.startOn && endOn === before.endOn);
    if (step.kind === "parts" && !step.isAdded)
      for (const { id } of step.parts) check(id, ({ version }) => version <= (this.#own.get(id) ?? version));
    return changed;
  }

  #run(step: Step, how: Settled["how"] = "done", next = record(this.#history, step)) {
    const before = this.#history;
    // A version that comes from somebody else after this moment was not seen: writing over it is refused.
    const seen = new Map(this.#items.map((item) => [item.id, item.version]));
    const layer: Layer = { step, versions: null, seen, answers: 0 };
    this.#history = next;
    this.#layers.push(layer);
    this.#waiting += 1;
    this.#publish();
    this.#queue = this.#queue.then(async () => {
      // Gone when one before it failed.
      if (this.#layers.includes(layer)) {
        const problem = await this.#write(layer).catch(() => LOST);
        if (problem) {
          this.#layers = this.#layers.filter((one) => one.versions !== null);
          this.#history = before;
        }
        this.writer.onSettled({ step, how, problem: problem && { ...problem, seen: this.#seenBy(layer) } });
      }
      this.#waiting -= 1;
      this.#publish();
    });
  }

  #versionOf(id: string, seen: ReadonlyMap<string, number>): number {
    return Math.max(seen.get(id) ?? 1, this.#own.get(id) ?? 1);
  }

  #seenBy({ step, seen }: Layer): ReadonlyMap<string, number> {
    return new Map(touched(step).map((id) => [id, this.#versionOf(id, seen)]));
  }

  /** What went wrong, or null. */
  async #write(layer: Layer): Promise<{ code: string; message: string } | null> {
    const result = await this.#send(layer);
    if (!result.ok) return result.error;
    layer.versions = result.value;
    for (const [id, version] of Object.entries(result.value)) this.#own.set(id, version);
    return null;
  }

  async #send({ step, seen }: Layer): Promise<PlanResult<Readonly<Record<string, number>>>> {
    const { onChange, onLink, onUnlink, onByHand, onAdd, onRemove } = this.writer;
    const expected = (id: string) => ({ id, expectedVersion: this.#versionOf(id, seen) });
    switch (step.kind) {
      case "days": {
        const changes = step.days.map(
          ({ id, kind, after }): PlanChange => ({ kind, ...after, ...expected(id) }),
        );
        const result = await onChange(changes);
        return result.ok ? { ok: true, value: result.value.versions } : result;
      }
      case "hand": {
        const result = (await onByHand?.(expected(step.id), step.isByHand)) ?? NOT_HERE;
        return result.ok ? { ok: true, value: { [step.id]: result.value.version } } : result;
      }
      case "link": {
        const { link } = step;
        const result = (await (step.isAdded ? onLink?.(link) : onUnlink?.(link.id))) ?? NOT_HERE;
        return result.ok ? { ok: true, value: {} } : result;
      }
      case "parts": {
        if (step.isAdded) {
          const result = (await onAdd?.({ parts: step.parts, links: step.links })) ?? NOT_HERE;
          return result.ok ? { ok: true, value: result.value.versions } : result;
        }
        const result = (await onRemove?.(step.parts.map(({ id }) => expected(id)))) ?? NOT_HERE;
        for (const { id } of step.parts) if (result.ok) this.#own.delete(id);
        return result.ok ? { ok: true, value: {} } : result;
      }
    }
  }

  /**
   * Of what is written only the last word on a link or on parts counts. What was sent before it was written may come
   * after it once; what is not in the second answer either was taken back by somebody else.
   */
  #dropArrived() {
    const last = new Map<string, Layer>();
    for (const layer of this.#layers) if (layer.versions) last.set(keyOf(layer.step) ?? "", layer);
    this.#layers = this.#layers.filter((layer) => {
      if (!layer.versions) return true;
      layer.answers += 1;
      const key = keyOf(layer.step);
      if (key !== null && last.get(key) !== layer) return false;
      return layer.answers < 2 && !this.#hasArrived(layer);
    });
  }

  #hasArrived({ step, versions }: Layer): boolean {
    if (!versions) return false;
    const isHere = (id: string) => this.#items.some((item) => item.id === id);
    switch (step.kind) {
      case "link":
        return this.#links.some((link) => link.id === step.link.id) === step.isAdded;
      case "parts":
        return step.parts.every(({ id }) => isHere(id) === step.isAdded);
      default: {
        const now = new Map(this.#items.map((item) => [item.id, item.version]));
        return Object.entries(versions).every(([id, version]) => (now.get(id) ?? version) >= version);
      }
    }
  }

  #compute(): PlanState {
    let items = this.#items;
    let links = this.#links;
    if (this.#layers.length > 0) {
      const itemById = new Map(items.map((item) => [item.id, item]));
      const linkById = new Map(links.map((link) => [link.id, link]));
      for (const { step, versions } of this.#layers) {
        apply(this.#newest(step, versions), itemById, linkById);
        for (const [id, version] of Object.entries(versions ?? {})) {
          const item = itemById.get(id);
          if (item && item.version < version) itemById.set(id, { ...item, version });
        }
      }
      items = [...itemById.values()];
      links = [...linkById.values()];
    }
    const plan = buildPlan(items);
    if (items.length !== this.#rank.size || items.some((item) => !this.#rank.has(item.id)))
      this.#rank = rankBars(plan.byId.values(), this.#rank);
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

  /** A written step without what the server sent newer of. */
  #newest(step: Step, versions: Layer["versions"]): Step {
    if (!versions || step.kind !== "days") return step;
    const now = new Map(this.#items.map((item) => [item.id, item.version]));
    return { ...step, days: step.days.filter(({ id }) => (now.get(id) ?? 0) <= (versions[id] ?? 0)) };
  }

  #publish() {
    this.#state = this.#compute();
    for (const listener of this.#listeners) listener();
  }
}
