"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type Action, useAction } from "@/components/ui/use-action";
import type { DecisionLinkInput } from "@/lib/decisions/model";

type LinkFormProps = {
  action: Action<DecisionLinkInput, { linkId: string }>;
  decisionId: string;
  /** Versions and campaigns that came after: "version:<segment>:<number>", "campaign:<id>". */
  options: readonly { key: string; label: string }[];
};

function targetOf(key: string): DecisionLinkInput["to"] {
  const [kind, id = "", version = ""] = key.split(":");
  return kind === "campaign" ? { campaignId: id } : { segmentId: id, version: Number(version) };
}

/** Chooses what a decision led to among what came after it. */
export function LinkForm({ action, decisionId, options }: LinkFormProps) {
  const [key, setKey] = useState("");
  const { run, isPending } = useAction(action, { done: "Linked", onDone: () => setKey("") });
  return (
    <div className="flex flex-wrap items-center gap-2" data-noprint="">
      <Select
        aria-label="A version or campaign that it led to"
        placeholder="Choose a version or campaign"
        value={key}
        options={options.map((option) => ({ value: option.key, label: option.label }))}
        className="max-w-72 min-w-0 flex-1 basis-52"
        onChange={(event) => setKey(event.target.value)}
      />
      <Button
        disabled={key === ""}
        busy={isPending}
        onClick={() => void run({ decisionId, to: targetOf(key) }).catch(() => undefined)}
      >
        Link
      </Button>
    </div>
  );
}
