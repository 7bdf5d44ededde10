"use client";

import { Redo2, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { IconButton } from "@/components/ui/icon-button";
import { PageHeader } from "@/components/ui/page-header";
import { toastStore } from "@/components/ui/toast-store";
import { useLeaveGuard } from "@/components/ui/use-leave-guard";
import { useSay } from "@/components/ui/use-say";
import { dayInZone } from "@/lib/days";
import { formatCount, formatPercent } from "@/lib/format";
import { dependsOnSegment, type RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import { choiceKey, conditionChoices } from "@/lib/segments/editing/choices";
import {
  ancestorsOf,
  changesOf,
  type Draft,
  isChanged,
  type ParentChoice,
} from "@/lib/segments/editing/draft";
import { mergeDrafts } from "@/lib/segments/editing/merge";
import { bodyOf, insertLine, lineById, prepareRule, setCondition } from "@/lib/segments/editing/tree";
import { isGroup } from "@/lib/segments/rule";
import type { Saved, SegmentUses } from "@/lib/segments/segment";
import { nodeSentence, ruleSentence, sentenceTokens } from "@/lib/segments/sentence";
import type { Builder } from "./builder-context";
import { PreviewContent } from "./preview-content";
import { PreviewSheet } from "./preview-sheet";
import { QuickStart } from "./quick-start";
import { RuleSentence } from "./rule-sentence";
import { RuleTools } from "./rule-tools";
import { RuleTree } from "./rule-tree";
import { SegmentHead } from "./segment-head";
import { TrialBar } from "./trial-bar";
import { useCatalogue } from "./use-catalogue";
import { useDraft } from "./use-draft";
import { useEditorKeys } from "./use-editor-keys";
import { useNews } from "./use-news";
import { usePaste } from "./use-paste";
import { usePicking } from "./use-picking";
import { usePreview } from "./use-preview";
import { useProblems } from "./use-problems";
import { type Base, type CreateSegment, type NewestSegment, type UpdateSegment, useSave } from "./use-save";
import { useTrial } from "./use-trial";

const loadPicker = () => import("./condition-picker").then((module) => ({ default: module.ConditionPicker }));
const ConditionPicker = lazy(loadPicker);
const NameGroupDialog = lazy(() =>
  import("./name-group-dialog").then((module) => ({ default: module.NameGroupDialog })),
);
const PasteDialog = lazy(() => import("./paste-dialog").then((module) => ({ default: module.PasteDialog })));
const SaveDialog = lazy(() => import("./save-dialog").then((module) => ({ default: module.SaveDialog })));
const ConflictDialog = lazy(() =>
  import("./conflict-dialog").then((module) => ({ default: module.ConflictDialog })),
);

export type SegmentEditorProps = {
  /** Null for a new segment. */
  segmentId: string | null;
  /** The rule has its lines' ids already. */
  initial: Draft;
  /** Of the stored segment; null for a new one. */
  stored: { version: number; size: number | null; uses: SegmentUses; childCount: number } | null;
  catalogue: RuleCatalogue;
  parents: ParentChoice[];
  timeZone: string;
  create: CreateSegment;
  update: UpdateSegment;
};

/** The rule builder: head, sentence, tree and live preview under one undo, and the save with its questions. */
export function SegmentEditor(props: SegmentEditorProps) {
  const { segmentId, initial, stored, parents, timeZone } = props;
  const router = useRouter();
  const [base, setBase] = useState<Base>({
    draft: initial,
    version: stored?.version ?? 0,
    size: stored?.size ?? null,
  });
  const { draft, edit, editRule, newId, undo, redo, canUndo, canRedo } = useDraft(initial);
  const { catalogue, learnProducts } = useCatalogue(props.catalogue);
  const place = { parentId: draft.parentId, segmentId };
  const problems = useProblems(draft.rule, catalogue, {
    ...(segmentId && { selfId: segmentId }),
    parentId: draft.parentId,
  });
  const live = usePreview(draft.rule, place, problems.count === 0);
  const trial = useTrial(draft.rule, place, problems.count === 0);
  const { say, region } = useSay();
  const focusRef = useRef<Builder["focusLine"] | null>(null);
  const { picking, setPicking, pick } = usePicking({ editRule, newId, focusRef, say });
  const [namingId, setNamingId] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isPasting, setPasting] = useState(false);
  const [isNameless, setNameless] = useState(false);
  const isDirty = isChanged(draft, base.draft);
  const guard = useLeaveGuard(isDirty);
  const { save, isSaving, failure, theirs, show, forgetTheirs, clear } = useSave({
    segmentId,
    base,
    create: props.create,
    update: props.update,
    onSaved(saved: Saved, isNewVersion) {
      guard.release();
      const what = isNewVersion ? `Saved as version ${saved.version}` : "Segment saved";
      toastStore.show({ text: `${what}: ${formatCount(saved.size, "customer")}` });
      router.push(`/segments/${saved.segmentId}`);
    },
  });
  const news = useNews(segmentId, base);
  const paste = usePaste({ editRule, newId, learnProducts, say, rule: draft.rule });
  useEditorKeys({ undo, redo, save: trySave });

  // What is typed right after the press must not be lost to loading.
  useEffect(() => {
    void loadPicker();
    void import("./day-field");
  }, []);

  const { answer, isCounting } = live;
  useEffect(() => {
    if (answer && !isCounting)
      say(`${formatCount(answer.size, "customer")}, ${formatPercent(answer.share)} of all`);
  }, [answer, isCounting, say]);

  const choices = useMemo(() => conditionChoices(catalogue, segmentId ?? undefined), [catalogue, segmentId]);
  const choosable = useMemo(
    () => parents.filter(({ id }) => !segmentId || !dependsOnSegment(catalogue, id, segmentId)),
    [parents, segmentId, catalogue],
  );

  function trySave() {
    problems.showAll();
    setNameless(draft.name.trim() === "");
    if (problems.firstLineId !== undefined) {
      focusRef.current?.(problems.firstLineId, "value");
      say("Not saved: a line is not complete");
      return;
    }
    if (draft.name.trim() === "") {
      document.querySelector<HTMLElement>("textarea[name=name]")?.focus();
      return;
    }
    if (problems.count > 0) return;
    clear();
    if (segmentId && changesOf(draft, base.draft).rule) setAsking(true);
    else if (segmentId && !isDirty) router.push(`/segments/${segmentId}`);
    else void save(draft);
  }

  /** What somebody else saved is what the draft is compared with from now on; Undo leads back to what it was. */
  function begin(
    { version, size, ...stored }: NewestSegment,
    { name, description, dimension, parentId, rule }: Draft,
  ) {
    const next = { name, description, dimension, parentId, rule: prepareRule(rule, newId) };
    setBase({ draft: stored, version, size });
    edit(() => next);
    setAsking(false);
    forgetTheirs();
  }

  const nextVersion = base.version + 1;
  const isNewVersion = segmentId !== null && changesOf(draft, base.draft).rule !== undefined;
  const saveLabel = !segmentId
    ? "Create segment"
    : isNewVersion
      ? `Save as version ${nextVersion}`
      : "Save changes";
  const pickedLine = picking && "lineId" in picking ? lineById(draft.rule, picking.lineId) : undefined;
  const naming = namingId === null ? undefined : lineById(draft.rule, namingId);
  const pickedBody = pickedLine && bodyOf(pickedLine.node).body;
  const preview = {
    live,
    problemCount: problems.count,
    rule: draft.rule,
    parent: parents.find(({ id }) => id === draft.parentId) ?? null,
    trial,
    before: base.size === null ? null : { size: base.size, version: base.version },
    catalogue,
    timeZone,
  };
  const errors = {
    ...failure?.fields,
    ...(isNameless && draft.name.trim() === "" && { name: "Give the segment a name" }),
    ...(problems.parentMessage && { parentId: problems.parentMessage }),
  };

  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Segments", href: "/segments" },
          ...(segmentId ? [{ label: base.draft.name, href: `/segments/${segmentId}` }] : []),
          { label: segmentId ? "Edit rule" : "New segment" },
        ]}
        actions={
          <>
            <IconButton label="Undo (Ctrl Z)" disabled={!canUndo} onClick={undo}>
              <Undo2 aria-hidden="true" />
            </IconButton>
            <IconButton label="Redo (Shift Ctrl Z)" disabled={!canRedo} onClick={redo}>
              <Redo2 aria-hidden="true" />
            </IconButton>
            <ButtonLink variant="ghost" href={segmentId ? `/segments/${segmentId}` : "/segments"}>
              Discard
            </ButtonLink>
          </>
        }
        primary={
          <Button variant="primary" busy={isSaving && !isAsking} onClick={trySave}>
            {saveLabel}
          </Button>
        }
      />
      <div className="grid w-full gap-x-6 px-4 py-5 max-lg:pb-20 md:px-6 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-4">
          <SegmentHead
            draft={draft}
            edit={edit}
            parents={choosable}
            ancestors={ancestorsOf(draft.parentId, parents)}
            errors={errors}
          />
          {failure && !failure.fields?.name && !isAsking && (
            <Callout tone="bad" title="Not saved." live>
              {failure.message}
            </Callout>
          )}
          {news && !theirs && (
            <Callout
              tone="warn"
              title={
                news.version === base.version
                  ? "Somebody changed this segment meanwhile."
                  : `${news.savedBy ?? "Somebody"} saved version ${news.version} meanwhile.`
              }
              action={
                <Button size="sm" onClick={() => show(news)}>
                  See the change
                </Button>
              }
              live
            >
              What you have here is not lost: both can be put together.
            </Callout>
          )}
          {draft.rule.children.length > 0 && <RuleSentence tokens={sentenceTokens(draft.rule, catalogue)} />}
          {trial.person && <TrialBar trial={trial} />}
          <RuleTree
            rule={draft.rule}
            focusRef={focusRef}
            onLeaveLine={problems.leave}
            onPaste={async (text, lineId) => {
              const fault = await paste(text, lineId);
              if (fault) toastStore.show({ text: fault, tone: "failed" });
            }}
            builder={{
              catalogue,
              today: dayInZone(new Date(), timeZone),
              learnProducts,
              editRule,
              newId,
              problemOf: problems.problemOf,
              aloneOf: live.aloneOf,
              isCounting,
              trial,
              pick: setPicking,
              nameGroup: setNamingId,
              say,
            }}
          />
          {draft.rule.children.length === 0 && (
            <QuickStart
              choices={choices}
              onPick={(choice) => {
                const id = newId();
                editRule((rule) => insertLine(rule, rule.id ?? "", 0, { ...choice.make(), id }));
                focusRef.current?.(id, "value");
              }}
            />
          )}
          <RuleTools rule={draft.rule} onPaste={() => setPasting(true)} say={say} />
        </div>
        <aside
          aria-label="Who the rule matches"
          className="self-start rounded-lg border border-line bg-surface p-4 max-lg:hidden lg:sticky lg:top-17 lg:max-h-[calc(100dvh-84px)] lg:overflow-y-auto"
        >
          <PreviewContent {...preview} />
        </aside>
      </div>
      <PreviewSheet {...preview} />
      <Suspense fallback={null}>
        {picking && (
          <ConditionPicker
            choices={choices}
            currentKey={pickedBody && !isGroup(pickedBody) ? choiceKey(pickedBody) : null}
            title={pickedLine ? "Choose something else" : "Add a condition"}
            onPick={pick}
            onClose={() => setPicking(null)}
          />
        )}
        {isPasting && (
          <PasteDialog
            onPaste={(text, isInstead) => paste(text, draft.rule.id ?? "", isInstead)}
            onClose={() => setPasting(false)}
          />
        )}
        {naming && (
          <NameGroupDialog
            line={naming.node}
            sentence={nodeSentence(naming.node, catalogue)}
            dimension={draft.dimension}
            create={props.create}
            onMade={(madeId, name) => {
              setNamingId(null);
              editRule((rule) =>
                setCondition(rule, naming.id, { kind: "segment", segmentId: madeId }, false),
              );
              focusRef.current?.(naming.id);
              say(`The group is the segment “${name}” now`);
            }}
            onClose={() => setNamingId(null)}
          />
        )}
        {isAsking && stored && !theirs && (
          <SaveDialog
            version={nextVersion}
            sizeBefore={base.size}
            sizeAfter={answer && !isCounting ? answer.size : null}
            sentenceBefore={ruleSentence(base.draft.rule, catalogue)}
            sentenceAfter={ruleSentence(draft.rule, catalogue)}
            uses={stored.uses}
            childCount={stored.childCount}
            isSaving={isSaving}
            error={failure?.message ?? null}
            onSave={(note) => void save(draft, { note })}
            onClose={() => setAsking(false)}
          />
        )}
        {theirs && (
          <ConflictDialog
            base={{ ...base.draft, version: base.version }}
            mine={draft}
            theirs={theirs}
            sentenceOf={({ rule }) => ruleSentence(rule, catalogue)}
            parentName={(id) => parents.find((one) => one.id === id)?.name ?? "all customers"}
            timeZone={timeZone}
            isSaving={isSaving}
            onKeepMine={() => {
              setAsking(false);
              void save(draft, { version: theirs.version, from: theirs }).then(forgetTheirs);
            }}
            onTakeTheirs={() => begin(theirs, theirs)}
            onKeepBoth={() => begin(theirs, mergeDrafts(base.draft, draft, theirs))}
            onClose={() => {
              setAsking(false);
              forgetTheirs();
            }}
          />
        )}
      </Suspense>
      {guard.dialog}
      {region}
    </>
  );
}
