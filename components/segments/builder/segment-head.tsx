"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { Sentence } from "@/components/ui/sentence";
import { TokenSelect } from "@/components/ui/token-select";
import { formatCount } from "@/lib/format";
import { DIMENSIONS, type Dimension } from "@/lib/segments/dimension";
import type { Draft, ParentChoice } from "@/lib/segments/editing/draft";
import type { Edit } from "./use-draft";

export type SegmentHeadProps = {
  draft: Draft;
  edit: Edit;
  /** Segments that this one can narrow without a circle. */
  parents: readonly ParentChoice[];
  /** From the macro segment down to the parent. */
  ancestors: readonly ParentChoice[];
  errors: Record<string, string>;
};

/** What the segment is called and what it divides: fields that read as a heading and a sentence. */
export function SegmentHead({ draft, edit, parents, ancestors, errors }: SegmentHeadProps) {
  const errorId = useId();
  const parentError = errors.parentId;
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        aria-label="Name of the segment"
        aria-invalid={errors.name ? true : undefined}
        aria-describedby={errors.name ? errorId : undefined}
        name="name"
        rows={1}
        maxLength={120}
        placeholder="Name of the segment"
        autoComplete="off"
        value={draft.name}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
        onChange={(event) =>
          edit((now) => ({ ...now, name: event.target.value.replace(/\s*\n\s*/g, " ") }), "name")
        }
        className={clsx(
          "-ml-2 field-sizing-content w-full resize-none rounded-md border bg-transparent px-2 py-0.5 text-lg font-semibold transition-colors hover:bg-surface focus:bg-surface coarse:py-2",
          errors.name ? "border-bad" : "border-transparent hover:border-line-strong",
        )}
      />
      {errors.name && (
        <p id={errorId} className="text-xs text-bad">
          {errors.name}
        </p>
      )}
      <Sentence>
        <span>A</span>
        <TokenSelect
          label="Dimension"
          value={draft.dimension}
          options={DIMENSIONS.map((value) => ({ value, label: value }))}
          onChange={(event) => edit((now) => ({ ...now, dimension: event.target.value as Dimension }))}
        />
        <span>segment within</span>
        <TokenSelect
          label="Parent segment"
          value={draft.parentId ?? ""}
          placeholder="all customers"
          isSubject={draft.parentId !== null}
          aria-invalid={parentError ? true : undefined}
          options={parents.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => edit((now) => ({ ...now, parentId: event.target.value || null }))}
        />
      </Sentence>
      {parentError && <p className="text-xs text-bad">{parentError}</p>}
      <textarea
        aria-label="Description, optional"
        name="description"
        rows={1}
        maxLength={2000}
        placeholder="What is it for? (optional)"
        value={draft.description}
        onChange={(event) => edit((now) => ({ ...now, description: event.target.value }), "description")}
        className="-ml-2 field-sizing-content min-h-7 w-full max-w-[76ch] resize-none rounded-md border border-transparent bg-transparent px-2 py-0.5 text-base text-ink-2 transition-colors hover:border-line-strong hover:bg-surface focus:bg-surface coarse:py-2.5"
      />
      {ancestors.length > 0 && (
        <ul className="mt-1 flex flex-col gap-1.5 rounded-lg bg-sunken px-3 py-2.5 dark:bg-surface">
          {ancestors.map((parent) => (
            <li key={parent.id} className="text-sm">
              <span className="font-medium">{parent.name}</span>
              {parent.size !== null && (
                <span className="num text-xs text-ink-3"> {formatCount(parent.size, "customer")}</span>
              )}
              <span className="block text-ink-2">{parent.sentence}</span>
            </li>
          ))}
          <li className="text-xs text-ink-3">
            Only they are asked: the rule below narrows what{" "}
            {ancestors.length > 1 ? "these rules have" : "this rule has"} left.
          </li>
        </ul>
      )}
    </div>
  );
}
