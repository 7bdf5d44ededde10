import {
  CalendarCog,
  CalendarDays,
  ChartGantt,
  Minus,
  Plus,
  Redo2,
  Scan,
  Search,
  SlidersHorizontal,
  Undo2,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { SegmentedChoice } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { GROUPINGS, type Grouping } from "@/lib/timeline/plan";
import { ZOOM_NAMES, type Zoom, type ZoomName } from "@/lib/timeline/scale";
import type { FindBarProps } from "./find-bar";
import { FindBar, PlanOptions, ViewOptions } from "./lazy";
import type { PlanOptionsProps } from "./plan-options";
import type { ViewOptionsProps } from "./view-options";

export type PhoneView = "agenda" | "bars";

export type ToolbarState = {
  lead: ReactNode;
  group: Grouping;
  /** Absent where there is nothing to group: one campaign. */
  onGroup: ((group: Grouping) => void) | undefined;
  zoom: Zoom;
  onZoom: (zoom: ZoomName) => void;
  onZoomBy: (direction: 1 | -1) => void;
  onFit: () => void;
  onToday: () => void;
  phoneView: PhoneView;
  onPhoneView: (view: PhoneView) => void;
  problems: number;
  onNextProblem: () => void;
  canUndo: boolean;
  canRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  isReadOnly: boolean;
  find: FindBarProps;
  view: ViewOptionsProps;
  plan: PlanOptionsProps;
};

const GROUP_WORDS: Record<Grouping, string> = {
  segment: "Segment",
  owner: "Owner",
  channel: "Channel",
  campaign: "Campaign",
  status: "Status",
  none: "No groups",
};
const ZOOM_WORDS: Record<ZoomName, string> = { day: "Day", week: "Week", month: "Month", quarter: "Quarter" };
const ZOOM_OPTIONS = ZOOM_NAMES.map((value) => ({ value, label: ZOOM_WORDS[value] }));

/** The row above the timeline. */
export function TimelineToolbar(state: ToolbarState) {
  const { lead, problems, phoneView } = state;
  const [isPlanOpen, setPlanOpen] = useState(false);
  const [isViewOpen, setViewOpen] = useState(false);
  const [timesFound, setTimesFound] = useState(0);
  const barsOnly = phoneView === "agenda" ? "max-md:hidden" : "";
  return (
    <section
      aria-label="Timeline view"
      className="flex flex-none flex-wrap items-center gap-2 border-b border-line bg-bg px-4 py-2 print:hidden"
    >
      {lead}
      <div className="md:hidden">
        <SegmentedChoice
          label="Show as"
          options={[
            {
              value: "agenda",
              label: (
                <>
                  <CalendarDays aria-hidden="true" />
                  Agenda
                </>
              ),
            },
            {
              value: "bars",
              label: (
                <>
                  <ChartGantt aria-hidden="true" />
                  Bars
                </>
              ),
            },
          ]}
          value={phoneView}
          onChange={(event) => state.onPhoneView(event.target.value === "bars" ? "bars" : "agenda")}
        />
      </div>
      <GroupSelect {...state} className="w-36 max-md:hidden" />
      <div className={barsOnly}>
        <Popover
          onOpen={() => setViewOpen(true)}
          trigger={
            <>
              <SlidersHorizontal aria-hidden="true" />
              View
            </>
          }
        >
          <div className="mb-3 flex flex-col gap-3 md:hidden">
            <GroupSelect {...state} />
            <ZoomChoice {...state} />
          </div>
          <div className="w-64">{isViewOpen && <ViewOptions {...state.view} />}</div>
        </Popover>
      </div>
      <Popover
        onOpen={() => setPlanOpen(true)}
        trigger={
          <>
            <CalendarCog aria-hidden="true" />
            Plan
          </>
        }
      >
        <div className="w-72">{isPlanOpen && <PlanOptions {...state.plan} />}</div>
      </Popover>
      {problems > 0 && (
        <Button className="text-bad!" onClick={state.onNextProblem} title="Show the next one">
          {problems} {problems === 1 ? "conflict" : "conflicts"}
        </Button>
      )}
      <div className={`ml-auto flex flex-wrap items-center gap-2 ${barsOnly}`}>
        {!state.isReadOnly && (
          <span className="flex">
            <IconButton label="Undo" disabled={!state.canUndo} onClick={state.onUndo}>
              <Undo2 aria-hidden="true" />
            </IconButton>
            <IconButton label="Redo" disabled={!state.canRedo} onClick={state.onRedo}>
              <Redo2 aria-hidden="true" />
            </IconButton>
          </span>
        )}
        <Popover
          label="Find a bar"
          variant="ghost"
          align="end"
          onOpen={() => setTimesFound((times) => times + 1)}
          trigger={<Search aria-hidden="true" />}
        >
          <div className="w-72">{timesFound > 0 && <FindBar key={timesFound} {...state.find} />}</div>
        </Popover>
        <Button onClick={state.onToday}>Today</Button>
        <div className="max-md:hidden">
          <ZoomChoice {...state} />
        </div>
        <span className="flex max-md:hidden">
          <IconButton label="Fit all bars" onClick={state.onFit}>
            <Scan aria-hidden="true" />
          </IconButton>
          <IconButton label="Zoom out" onClick={() => state.onZoomBy(-1)}>
            <Minus aria-hidden="true" />
          </IconButton>
          <IconButton label="Zoom in" onClick={() => state.onZoomBy(1)}>
            <Plus aria-hidden="true" />
          </IconButton>
        </span>
      </div>
    </section>
  );
}

function ZoomChoice({ zoom, onZoom }: ToolbarState) {
  return (
    <SegmentedChoice
      label="Zoom"
      options={ZOOM_OPTIONS}
      value={String(zoom)}
      onChange={(event) => {
        const name = ZOOM_NAMES.find((known) => known === event.target.value);
        if (name) onZoom(name);
      }}
    />
  );
}

function GroupSelect({ group, onGroup, className }: ToolbarState & { className?: string }) {
  if (!onGroup) return null;
  return (
    <Select
      aria-label="Group by"
      className={className}
      options={GROUPINGS.map((value) => ({
        value,
        label: value === "none" ? GROUP_WORDS[value] : `By ${GROUP_WORDS[value].toLowerCase()}`,
      }))}
      value={group}
      onChange={(event) => {
        const chosen = GROUPINGS.find((known) => known === event.target.value);
        if (chosen) onGroup(chosen);
      }}
    />
  );
}
