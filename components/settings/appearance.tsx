"use client";

import { DENSITY_KEY, SINGLE_KEYS_KEY, THEME_KEY, writePreference } from "@/components/shell/preferences";
import { usePreference } from "@/components/shell/use-preference";
import { SegmentedChoice } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";

const THEMES = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

const DENSITIES = [
  { value: "compact", label: "Compact" },
  { value: "comfortable", label: "Roomy" },
];

/** Settings of this browser; they take effect at once. */
export function Appearance() {
  const theme = usePreference(THEME_KEY) ?? "system";
  const density = usePreference(DENSITY_KEY) ?? "compact";
  const hasSingleKeys = usePreference(SINGLE_KEYS_KEY) !== "off";
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-start gap-1">
        <span aria-hidden="true" className="text-sm font-medium">
          Theme
        </span>
        <SegmentedChoice
          label="Theme"
          options={THEMES}
          value={theme}
          onChange={(event) =>
            writePreference(THEME_KEY, event.target.value === "system" ? null : event.target.value)
          }
        />
      </div>
      <div className="flex flex-col items-start gap-1">
        <span aria-hidden="true" className="text-sm font-medium">
          Rows
        </span>
        <SegmentedChoice
          label="Rows"
          options={DENSITIES}
          value={density}
          onChange={(event) =>
            writePreference(DENSITY_KEY, event.target.value === "compact" ? null : event.target.value)
          }
        />
      </div>
      <Switch
        label="Single-letter keys"
        help="J and K for rows, N for new, E for edit. Press ? for all of them."
        checked={hasSingleKeys}
        onChange={(event) => writePreference(SINGLE_KEYS_KEY, event.target.checked ? null : "off")}
      />
    </div>
  );
}
