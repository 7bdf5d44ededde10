import type { Channel } from "@/lib/customers/fields";
import type { RulePath } from "../rule";
import type { Breakdown } from "./breakdown";

export type PreviewStep = {
  path: RulePath;
  sentence: string;
  /** How many pass this condition alone (within the parent). */
  alone: number;
  /** How many are left (or, under "any", gathered) after this and all before it. */
  left: number;
};
export type PreviewPerson = {
  customerId: string;
  /** Null when the role may not see who it is. */
  name: string | null;
  email: string | null;
  country: string | null;
  city: string | null;
  spendMinor: number;
};
export type Preview = {
  size: number;
  /** Customers of the workspace, and their spend: what the shares refer to. */
  base: number;
  share: number;
  revenueMinor: number;
  baseRevenueMinor: number;
  revenueShare: number;
  /** Of the parent, when the segment narrows one. */
  parentSize: number | null;
  /** How many may be contacted by each channel: not suppressed, no objection, not opted out. */
  reach: { channel: Channel; size: number }[];
  /** By age, gender, country, source, lifecycle stage and value, against the base; without those the data cannot carry. */
  breakdowns: Breakdown[];
  steps: PreviewStep[];
  /** By `pathKey`, of every group and condition that is on: how many pass it alone (within the parent). */
  alone: Record<string, number>;
  sample: PreviewPerson[];
  at: Date;
};

export type Explanation = {
  /** Whether the person is in: rule, parent and what was done by hand together. */
  isMember: boolean;
  isInParent: boolean | null;
  /** Put in or kept out by hand. */
  override: "included" | "excluded" | null;
  /** Every node that is on, by `pathKey`: whether it holds for this person. */
  holds: Record<string, boolean>;
};
