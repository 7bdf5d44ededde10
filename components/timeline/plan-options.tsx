import { CalendarCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select";
import { FOLLOWER_MODES, type FollowerMode } from "@/lib/timeline/plan";
import { BaselineOptions, type BaselineOptionsProps } from "./baseline-options";

export type PlanOptionsProps = {
  /** Absent for who may move nothing here. */
  scheduling?: {
    followers: FollowerMode;
    onFollowers: (mode: FollowerMode) => void;
    onSchedule: () => void;
  };
  baselines?: BaselineOptionsProps;
};

const FOLLOWER_WORDS: Record<FollowerMode, string> = {
  slack: "Move only when they must",
  early: "Go as early as they can",
  gap: "Keep their distance",
  leave: "Stay where they are",
};

/** How followers are scheduled, and the snapshots that the plan is compared with. */
export function PlanOptions({ scheduling, baselines }: PlanOptionsProps) {
  return (
    <div className="flex w-72 flex-col gap-4">
      {scheduling && (
        <section className="flex flex-col gap-2">
          <SelectField
            label="When a bar moves, what waits for it"
            options={FOLLOWER_MODES.map((value) => ({ value, label: FOLLOWER_WORDS[value] }))}
            value={scheduling.followers}
            onChange={(event) => {
              const mode = FOLLOWER_MODES.find((known) => known === event.target.value);
              if (mode) scheduling.onFollowers(mode);
            }}
          />
          <Button className="self-start" onClick={scheduling.onSchedule}>
            <CalendarCheck aria-hidden="true" />
            Schedule everything now
          </Button>
          <p className="text-xs text-ink-3">
            Puts what waits for something as early as that allows, on working days. Tactics that are placed by
            hand, have begun or are done stay.
          </p>
        </section>
      )}
      {baselines && <BaselineOptions {...baselines} />}
    </div>
  );
}
