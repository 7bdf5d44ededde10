"use client";

import { useEffect, useState } from "react";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { Choice } from "@/lib/workspaces/choices";

export type WorkspaceChoices = { currencies: readonly Choice[]; timeZones: readonly Choice[] };

export function workspaceOf(data: FormData) {
  return {
    name: String(data.get("workspace.name")),
    currency: String(data.get("workspace.currency")),
    timeZone: String(data.get("workspace.timeZone")),
  };
}

type WorkspaceFieldsProps = WorkspaceChoices & { fields: Record<string, string> };

/** Name, currency and time zone of a new workspace; the zone starts as the browser's. */
export function WorkspaceFields({ fields, currencies, timeZones }: WorkspaceFieldsProps) {
  const [timeZone, setTimeZone] = useState("Etc/UTC");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const isListed = timeZones.some(({ value }) => value === timeZone);
  return (
    <>
      <TextField
        label="Workspace"
        name="workspace.name"
        error={fields.name ?? fields["workspace.name"]}
        help="The shop or brand whose customers it holds."
      />
      <SelectField
        label="Currency"
        name="workspace.currency"
        error={fields.currency ?? fields["workspace.currency"]}
        defaultValue="EUR"
        options={currencies}
        help="All amounts are kept and reported in it. It stays once there are orders."
      />
      <SelectField
        label="Time zone"
        name="workspace.timeZone"
        error={fields.timeZone ?? fields["workspace.timeZone"]}
        value={timeZone}
        onChange={(event) => setTimeZone(event.target.value)}
        options={isListed ? timeZones : [{ value: timeZone, label: timeZone }, ...timeZones]}
        help="A day starts and ends here."
      />
    </>
  );
}
