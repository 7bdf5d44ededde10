import type { ReactNode } from "react";
import type {
  FollowerMode,
  Grouping,
  Holiday,
  NamedKey,
  PlanItem,
  PlanLink,
  PlanProblems,
  SharedPeople,
} from "@/lib/timeline/plan";
import type { Zoom } from "@/lib/timeline/scale";
import type { BaselineOptionsProps } from "./baseline-options";
import type { PlanWriter } from "./plan-store";

export type TimelineProps = Omit<PlanWriter, "onSettled"> & {
  label: string;
  /** Workspace and person: a copied plan is pasted within it only. */
  scope?: string;
  /** Under what undo and the look outlive the component in the browser; unique per plan. */
  keepAs?: string;
  items: readonly PlanItem[];
  links: readonly PlanLink[];
  /** Also the order of the groups. */
  segments: readonly NamedKey[];
  people: readonly NamedKey[];
  /** Conflicts and what is allowed; none while they are being counted. */
  problems?: PlanProblems;
  /** Whom each two campaigns share: what a drag tells of while it runs. */
  shared?: SharedPeople;
  holidays?: readonly Holiday[];
  /** ISO weekdays on which work is done: with the holidays, what lengths and lags count. */
  workdays?: readonly number[];
  /** In the workspace's zone. */
  today: string;
  /** The first visible day, or null for a little before today. */
  at: string | null;
  onAt: (day: string) => void;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  group: Grouping;
  onGroup?: (group: Grouping) => void;
  /** The item whose panel is open. */
  open: string | null;
  onOpen: (id: string | null) => void;
  /** Keys of rows that are not in their default state (groups open, campaigns folded). */
  toggled?: readonly string[];
  onToggled?: (keys: string[]) => void;
  followers?: FollowerMode;
  onFollowers?: (mode: FollowerMode) => void;
  /** Snapshots to compare with; the chosen one stands in the items. */
  baselines?: BaselineOptionsProps;
  /** After a refused save: time to fetch what others changed. */
  onStale?: () => void;
  readOnly?: boolean;
  /** First in the toolbar. */
  lead?: ReactNode;
  /** Shown instead of bars when there are no items. */
  empty?: ReactNode;
};
