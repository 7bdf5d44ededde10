"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Picker } from "@/components/ui/picker";
import { useAddress } from "@/components/ui/use-address";
import { formatCount } from "@/lib/format";

export type AdderOption = { id: string; name: string; group: string };

/** Adds one more segment to those in the address. */
export function SegmentAdder({
  ids,
  options,
  most,
}: {
  ids: readonly string[];
  options: readonly AdderOption[];
  most: number;
}) {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const { change, isPending } = useAddress();
  const text = query.trim().toLocaleLowerCase("en");
  const entries = options
    .filter(({ id, name }) => !ids.includes(id) && name.toLocaleLowerCase("en").includes(text))
    .map(({ id, name, group }) => ({ key: id, group, title: name }));
  const close = () => {
    setOpen(false);
    setQuery("");
    setAt(0);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)} busy={isPending} disabled={ids.length >= most}>
        <Plus aria-hidden="true" />
        Add segment
      </Button>
      {isOpen && (
        <Picker
          label="Add a segment"
          listLabel="Segments"
          placeholder="Name of a segment"
          query={query}
          onQuery={setQuery}
          entries={entries}
          at={at}
          onAt={setAt}
          onChoose={({ key }) => {
            change({ ids: [...ids, key].join(","), open: null, after: null });
            close();
          }}
          onClose={close}
          empty="No other segment is called that."
          status={formatCount(entries.length, "segment")}
        />
      )}
    </>
  );
}
