"use client";

import { Merge, Split, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TokenSelect } from "@/components/ui/token-select";
import { type Action, useAction } from "@/components/ui/use-action";
import { useAddress } from "@/components/ui/use-address";
import { useSay } from "@/components/ui/use-say";
import { formatCount, formatList } from "@/lib/format";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import { DIMENSIONS, type Dimension } from "@/lib/segments/dimension";
import { nodeSentence } from "@/lib/segments/sentence";
import { partsOf, readWay, type Way, wayText } from "@/lib/segments/split/bands";
import {
  childLabel,
  childRule,
  childrenOfGrid,
  overlapOf,
  type SplitAxis,
  type SplitDone,
  sizeOf,
  suggestName,
  totalOf,
} from "@/lib/segments/split/grid";
import type { SplitInput, SplitUndo } from "@/lib/segments/split/model";
import { MAX_CHILDREN } from "@/lib/segments/split/part";
import type { SplitProfile } from "@/lib/segments/split/profile";
import { splitSubjects, subjectOf } from "@/lib/segments/split/subject";
import { dimensionWords } from "../words";
import { AxisCard } from "./axis-card";
import { ChildList, type ChildRow } from "./child-list";
import { CountWait } from "./count-wait";
import { lettersOf, SplitGrid } from "./split-grid";
import { useSplitChoice } from "./use-split-choice";
import { useSplitCount } from "./use-split-count";

/** What the address says of an axis, and how its subject is spread. */
export type AxisStart = { key: string; profile: SplitProfile; way?: string; withUnknown: boolean };

export type SplitEditorProps = {
  segment: { id: string; name: string; size: number | null };
  catalogue: RuleCatalogue;
  /** One or two; none before something was chosen. */
  axes: readonly AxisStart[];
  /** Names that are in use, in lower case. */
  taken: readonly string[];
  split: Action<SplitInput, SplitDone>;
  undo: Action<SplitUndo, void>;
};

const FIRST_CHOICES = [
  "field country",
  "field age",
  "orders spend",
  "orders count",
  "orders daysSinceLast",
  "standing lifecycle",
  "standing rfmGroup",
];
const REST = "rest";

/** Makes several segments out of one: what by, the sizes, what becomes one segment, the names, all at once. */
export function SplitEditor(props: SplitEditorProps) {
  const { segment, catalogue, taken } = props;
  const { currency } = catalogue;
  const router = useRouter();
  const { change } = useAddress();
  const { say, region } = useSay();
  const subjects = useMemo(() => splitSubjects(catalogue), [catalogue]);
  const [ways, setWays] = useState(() =>
    props.axes.map(({ key, profile, way, withUnknown }) => {
      const subject = subjectOf(catalogue, key);
      return { way: subject && readWay(way, subject, profile), withUnknown };
    }),
  );
  const axes = useMemo(
    () =>
      props.axes.flatMap(({ key, profile }, index): SplitAxis[] => {
        const subject = subjectOf(catalogue, key);
        const { way, withUnknown = false } = ways[index] ?? {};
        if (!subject || !way) return [];
        return [{ subject, parts: partsOf(way, subject, profile, currency, withUnknown) }];
      }),
    [props.axes, ways, catalogue, currency],
  );
  const isGrid = axes.length > 1;
  const { groups, isCounting, seconds, error, isStopped, retry, stop } = useSplitCount(segment.id, axes);
  const choice = useSplitChoice(JSON.stringify(axes.map(({ parts }) => parts)));
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [isRestWanted, setRestWanted] = useState(false);
  const [dimension, setDimension] = useState<Dimension | null>(null);
  const action = useAction(props.split, {
    quiet: true,
    done: ({ segmentIds, sizes }) =>
      `${formatCount(segmentIds.length, "segment")} made out of “${segment.name}”${sizes ? "" : ", being counted"}`,
    undo: ({ segmentIds }) => props.undo({ segmentIds }),
    onDone: () => router.push(`/segments/${segment.id}/children`),
  });

  const letters = lettersOf(choice.merged);
  const children = groups ? childrenOfGrid(axes, groups, choice) : [];
  const total = groups ? totalOf(groups) : 0;
  const used = new Set(taken);
  const rows = children.map((child, index): ChildRow => {
    const suggested = suggestName(segment.name, childLabel(axes, child, catalogue), used);
    used.add(suggested.toLowerCase());
    return {
      key: child.key,
      suggested,
      name: names.get(child.key) ?? suggested,
      sentence: nodeSentence(childRule(axes, child), catalogue),
      size: sizeOf(groups ?? [], child.cells, isGrid),
      letter: letters.get(child.key),
      error: action.fields[`children.${index}.name`],
    };
  });
  const restSuggested = suggestName(segment.name, "everyone else", used);
  const rest = {
    key: REST,
    suggested: restSuggested,
    name: names.get(REST) ?? restSuggested,
    sentence: "are in none of the segments above",
    size:
      total -
      sizeOf(
        groups ?? [],
        children.flatMap(({ cells }) => cells),
        isGrid,
      ),
    error: action.fields[`children.${rows.length}.name`],
    isWanted: isRestWanted,
  };
  const overlap = groups ? overlapOf(groups, children, isGrid) : 0;
  const made = rows.length + (isRestWanted ? 1 : 0);
  const isTooMany = rows.length > MAX_CHILDREN;
  const chosenDimension = dimension ?? axes[0]?.subject.dimension ?? "behavioural";

  useEffect(() => {
    if (groups)
      say(`${formatCount(rows.length, "part")} with anybody in, ${formatCount(total, "customer")} in all`);
  }, [groups, rows.length, total, say]);

  function setWay(index: number, next: { way?: Way; withUnknown?: boolean }) {
    const changed = ways.map((held, at) => (at === index ? { ...held, ...next } : held));
    setWays(changed);
    const query = new URLSearchParams(location.search);
    changed.forEach(({ way, withUnknown }, at) => {
      if (way) query.set(`w${at + 1}`, wayText(way));
      if (withUnknown) query.set(`n${at + 1}`, "1");
      else query.delete(`n${at + 1}`);
    });
    // The page need not be asked again: the parts are computed here.
    window.history.replaceState(null, "", `?${query}`);
  }

  async function save() {
    const named = (row: ChildRow) => ({ name: row.name.trim() || row.suggested, dimension: chosenDimension });
    const result = await action.run({
      segmentId: segment.id,
      children: rows.flatMap((row, index) => {
        const child = children[index];
        return child ? [{ ...named(row), rule: childRule(axes, child) }] : [];
      }),
      rest: isRestWanted ? named(rest) : null,
    });
    if (result.ok) return;
    const [field] = Object.keys(result.error.fields ?? {});
    const row = rows[Number(field?.split(".")[1])] ?? rest;
    document.querySelector<HTMLElement>(`[data-child="${CSS.escape(row.key)}"]`)?.focus();
  }

  const options = subjects.map(({ key, label, group }) => ({ value: key, label, group }));
  const [by = "", and = ""] = props.axes.map(({ key }) => key);
  const failure = action.error?.fields ? null : action.error;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Segments", href: "/segments" },
          { label: segment.name, href: `/segments/${segment.id}` },
          { label: "Split" },
        ]}
        actions={
          <ButtonLink variant="ghost" href={`/segments/${segment.id}`}>
            Cancel
          </ButtonLink>
        }
        primary={
          axes.length > 0 && (
            <Button
              variant="primary"
              busy={action.isPending}
              disabled={rows.length === 0 || isTooMany}
              onClick={() => void save()}
            >
              {made > 0 ? `Make ${formatCount(made, "segment")}` : "Make segments"}
            </Button>
          )
        }
      />
      <PageBody>
        <p className="flex flex-wrap items-center gap-x-1.5 gap-y-2 text-base text-ink-2">
          Split <strong className="font-semibold text-ink">{segment.name}</strong>
          {segment.size !== null && <span>({formatCount(segment.size, "member")})</span>} by
          <TokenSelect
            label="Split by"
            isSubject
            placeholder="choose"
            value={by}
            options={options}
            onChange={(event) => change({ by: event.target.value, w1: null, n1: null })}
          />
          {by && (
            <>
              and
              <TokenSelect
                label="And by"
                placeholder="nothing else"
                value={and}
                isSubject={and !== ""}
                options={options.filter(({ value }) => value !== by)}
                onChange={(event) => change({ and: event.target.value, w2: null, n2: null })}
              />
            </>
          )}
        </p>
        {axes.length === 0 && (
          <section className="rounded-lg border border-dashed border-line-strong px-4 py-4">
            <h2 className="text-sm font-semibold">What do they differ in?</h2>
            <p className="max-w-[60ch] text-sm text-ink-2">
              Choose an attribute, a figure or a score. You see the exact size of every part before anything
              is made, and a second one makes it a grid.
            </p>
            <ul className="mt-3 flex flex-wrap gap-1.5">
              {subjects
                .filter(
                  ({ key, group, kind }) =>
                    FIRST_CHOICES.includes(key) || (group === "Attributes" && kind === "values"),
                )
                .map(({ key, label }) => (
                  <li key={key}>
                    <button
                      type="button"
                      onClick={() => change({ by: key })}
                      className="min-h-7 rounded-full bg-accent-soft px-3 text-sm font-medium text-accent-strong hover:underline coarse:min-h-control"
                    >
                      {label}
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        )}
        <div className={isGrid ? "grid items-start gap-5 lg:grid-cols-2" : "flex flex-col gap-5"}>
          {props.axes.map(({ key, profile }, index) => {
            const { way, withUnknown = false } = ways[index] ?? {};
            const subject = subjectOf(catalogue, key);
            return (
              subject &&
              way && (
                <AxisCard
                  key={key}
                  {...{ subject, profile, way, withUnknown, currency }}
                  onWay={(next) => setWay(index, { way: next })}
                  onUnknown={(next) => setWay(index, { withUnknown: next })}
                />
              )
            );
          })}
        </div>
        {axes.length > 0 && (
          <>
            <Card
              title="Sizes"
              meta={isCounting ? "counting…" : groups && `counted exactly, ${formatCount(total, "customer")}`}
              action={<ChoiceBar choice={choice} />}
            >
              {error ? (
                <Callout
                  tone={isStopped ? "plain" : "bad"}
                  title="Not counted."
                  action={<Button onClick={retry}>Try again</Button>}
                >
                  {error.message}
                </Callout>
              ) : (
                <>
                  <p className="mb-2 text-xs text-ink-3">
                    Select parts to make one segment out of them, or to leave them out. Empty parts make no
                    segment.
                  </p>
                  {isCounting && seconds > 0 && <CountWait {...{ seconds, stop }} size={segment.size} />}
                  <SplitGrid axes={axes} groups={groups} choice={choice} currency={currency} />
                </>
              )}
            </Card>
            {failure && (
              <Callout tone="bad" title="Nothing was made." live>
                {failure.message}
              </Callout>
            )}
            {isTooMany && (
              <Callout tone="warn" title="That is more than can be told apart.">
                At most {MAX_CHILDREN} segments at once. Choose fewer parts, or make one out of several.
              </Callout>
            )}
            {overlap > 0 && (
              <Callout tone="warn" title={`${formatCount(overlap, "customer")} will be in several of them.`}>
                {formatList(
                  axes
                    .filter(({ subject }) => subject.type === "choices" || subject.group === "Survey answers")
                    .map(({ subject }) => subject.label),
                )}{" "}
                can have several values for one person.
              </Callout>
            )}
            <Card
              flush
              title="Segments to make"
              meta={
                groups
                  ? `${formatCount(made, "segment")} within “${segment.name}”`
                  : isCounting && "counting…"
              }
              action={
                <Select
                  aria-label="Dimension of the new segments"
                  value={chosenDimension}
                  options={DIMENSIONS.map((value) => ({ value, label: dimensionWords(value) }))}
                  onChange={(event) =>
                    setDimension(DIMENSIONS.find((one) => one === event.target.value) ?? null)
                  }
                />
              }
            >
              {groups && rows.length === 0 ? (
                <p className="px-4 pb-4 text-sm text-ink-3">
                  No part has anybody in it. Choose other values or bands.
                </p>
              ) : (
                <ChildList
                  rows={rows.slice(0, MAX_CHILDREN)}
                  rest={rest}
                  total={total}
                  isCounted={groups !== null}
                  onName={(key, name) => setNames(new Map([...names, [key, name]]))}
                  onRest={setRestWanted}
                />
              )}
            </Card>
          </>
        )}
      </PageBody>
      {region}
    </>
  );
}

function ChoiceBar({ choice }: { choice: ReturnType<typeof useSplitChoice> }) {
  const { selected, merged, out } = choice;
  const isAnyMerged = [...selected].some((key) => merged.has(key));
  const isAnyOut = [...selected].some((key) => out.has(key));
  const isAnyIn = [...selected].some((key) => !out.has(key));
  return (
    <span className="flex flex-wrap items-center gap-1">
      {selected.size > 0 && <span className="num text-xs text-ink-3">{selected.size} selected</span>}
      <Button size="sm" disabled={selected.size < 2} onClick={choice.merge}>
        <Merge aria-hidden="true" />
        Make one
      </Button>
      {isAnyMerged && (
        <Button size="sm" onClick={choice.part}>
          <Split aria-hidden="true" />
          Take apart
        </Button>
      )}
      <Button size="sm" disabled={!isAnyIn} onClick={choice.leaveOut}>
        Leave out
      </Button>
      {isAnyOut && (
        <Button size="sm" onClick={choice.bringBack}>
          Bring back
        </Button>
      )}
      <Button size="sm" variant="ghost" disabled={!choice.canUndo} onClick={choice.undo}>
        <Undo2 aria-hidden="true" />
        Undo
      </Button>
    </span>
  );
}
