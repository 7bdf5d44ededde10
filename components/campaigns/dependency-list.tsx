"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Sentence } from "@/components/ui/sentence";
import { TokenInput, TokenSelect } from "@/components/ui/token-select";
import { useAction } from "@/components/ui/use-action";
import type { DependencyRow } from "@/lib/campaigns/plan/item";
import type { DependencyInput, DependencyRef } from "@/lib/campaigns/plan/model";
import { DEPENDENCY_TYPES, type DependencyType } from "@/lib/campaigns/status";
import { formatCount } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import type { NamedKey } from "@/lib/timeline/plan";

/** "“B” … “A” …" with the words between. */
const WORDS: Record<DependencyType, { verb: string; point: string }> = {
  FS: { verb: "starts after", point: "ends" },
  SS: { verb: "starts after", point: "starts" },
  FF: { verb: "ends after", point: "ends" },
  SF: { verb: "ends after", point: "starts" },
};

export type DependencyListProps = {
  links: DependencyRow[];
  /** The campaign itself, its items, and other campaigns. */
  ends: NamedKey[];
  canEdit: boolean;
  add: (input: DependencyInput) => Promise<ActionResult<{ id: string }>>;
  remove: (input: DependencyRef) => Promise<ActionResult<DependencyInput>>;
};

/** What waits for what, as sentences. */
export function DependencyList({ links, ends, canEdit, add, remove }: DependencyListProps) {
  const removing = useAction(remove, { done: "Dependency removed", undo: (removed) => add(removed) });
  return (
    <Card title="Dependencies" meta={`${links.length}`} flush>
      {links.length === 0 && (
        <p className="px-4 pb-3 text-sm text-ink-3">
          Nothing waits for anything. When a tactic moves, those that wait for it can move along.
        </p>
      )}
      <ul className="divide-y divide-line border-line not-empty:border-t">
        {links.map((link) => (
          <li key={link.id} className="flex items-center gap-3 px-4 py-1.5 text-sm">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{link.toName}</span> {WORDS[link.type].verb}{" "}
              <span className="font-medium">{link.fromName}</span> {WORDS[link.type].point}
              <span className="text-ink-2">{lagWords(link.lagDays)}</span>
            </span>
            {canEdit && (
              <IconButton
                label={`Let ${link.toName} no longer wait for ${link.fromName}`}
                disabled={removing.isPending}
                onClick={() => void removing.run({ dependencyId: link.id })}
              >
                <X aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {canEdit && ends.length > 1 && <AddDependency ends={ends} add={add} />}
    </Card>
  );
}

function lagWords(days: number): string {
  if (days === 0) return "";
  return days > 0 ? `, ${formatCount(days, "day")} later` : `, up to ${formatCount(-days, "day")} before`;
}

function AddDependency({ ends, add }: Pick<DependencyListProps, "ends" | "add">) {
  const [toId, setTo] = useState("");
  const [fromId, setFrom] = useState("");
  const [type, setType] = useState<DependencyType>("FS");
  const [lag, setLag] = useState("0");
  const adding = useAction(add, {
    done: "Dependency added",
    onDone: () => {
      setTo("");
      setFrom("");
      setLag("0");
    },
  });
  const options = ends.map(({ key, label }) => ({ value: key, label }));
  const choose = { value: "", label: "choose …" };
  const isReady = toId !== "" && fromId !== "" && toId !== fromId && Number.isInteger(Number(lag));
  return (
    <form
      className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void adding.run({ fromId, toId, type, lagDays: Number(lag) });
      }}
    >
      <Sentence>
        <TokenSelect
          label="What waits"
          isSubject
          options={[choose, ...options]}
          value={toId}
          onChange={(event) => setTo(event.target.value)}
        />{" "}
        <TokenSelect
          label="How it waits"
          options={DEPENDENCY_TYPES.map((value) => ({
            value,
            label: `${WORDS[value].verb} … ${WORDS[value].point}`,
          }))}
          value={type}
          onChange={(event) => setType(event.target.value as DependencyType)}
        />{" "}
        <TokenSelect
          label="What it waits for"
          isSubject
          options={[choose, ...options]}
          value={fromId}
          onChange={(event) => setFrom(event.target.value)}
        />{" "}
        with{" "}
        <TokenInput
          label="Days between"
          type="number"
          value={lag}
          onChange={(event) => setLag(event.target.value)}
        />{" "}
        days between
      </Sentence>
      <Button type="submit" disabled={!isReady} busy={adding.isPending}>
        <Plus aria-hidden="true" />
        Add dependency
      </Button>
    </form>
  );
}
