"use client";

import { useEffect, useState } from "react";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";

const COMMON = ["EUR", "GBP", "USD", "CHF", "DKK", "NOK", "SEK", "PLN", "CZK", "CAD", "AUD", "JPY"];
const NAMES = new Intl.DisplayNames("en-GB", { type: "currency" });

export function workspaceOf(data: FormData) {
  return {
    name: String(data.get("workspace.name")),
    currency: String(data.get("workspace.currency")),
    timeZone: String(data.get("workspace.timeZone")),
  };
}

/** Name, currency and time zone of a new workspace; the zone starts as the browser's. */
export function WorkspaceFields({ fields }: { fields: Record<string, string> }) {
  const [timeZone, setTimeZone] = useState("Etc/UTC");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const codes = [...COMMON, ...Intl.supportedValuesOf("currency").filter((code) => !COMMON.includes(code))];
  const zones = Intl.supportedValuesOf("timeZone");
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
        options={codes.map((code) => ({ value: code, label: `${code}, ${NAMES.of(code) ?? code}` }))}
        help="All amounts are kept and reported in it."
      />
      <SelectField
        label="Time zone"
        name="workspace.timeZone"
        error={fields.timeZone ?? fields["workspace.timeZone"]}
        value={timeZone}
        onChange={(event) => setTimeZone(event.target.value)}
        options={(zones.includes(timeZone) ? zones : [timeZone, ...zones]).map((zone) => ({
          value: zone,
          label: zone,
        }))}
        help="A day starts and ends here."
      />
    </>
  );
}
