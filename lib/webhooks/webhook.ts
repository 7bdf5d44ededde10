import type { Cause } from "@/lib/segments/dimension";
import type { DeliveryKind, DeliveryState, LaunchPage } from "./delivery";

/** The secret before keeps signing for this long after a new one was made. */
export const SECRET_OVERLAP_HOURS = 24;
export const MOST_WEBHOOKS = 100;
export const KEPT_DAYS = 30;

/** `stopped`: turned off by Facet because nothing was answered well; `off`: by a person. */
export type WebhookState = "on" | "failing" | "stopped" | "off";

export type WebhookRow = {
  id: string;
  name: string;
  url: string;
  state: WebhookState;
  segments: { id: string; name: string }[];
  hearsLaunches: boolean;
  failingSince: Date | null;
  stoppedBecause: string | null;
  previousUntil: Date | null;
  /** Messages of the last seven days by what became of them. */
  week: Record<DeliveryState, number>;
  lastAt: Date | null;
};

/** A webhook that hears of launches, and what became of the messages that its log holds of one; null without any. */
export type LaunchHearer = {
  id: string;
  name: string;
  isOn: boolean;
  sent: { messages: number; delivered: number; waiting: number; people: number } | null;
};

export type Attempt = {
  no: number;
  at: Date;
  code: number | null;
  durationMs: number;
  excerpt: string;
  error: string | null;
};

export type DeliveryRow = {
  id: string;
  kind: DeliveryKind;
  segment: { id: string; name: string } | null;
  launch: LaunchPage | null;
  cause: Cause | null;
  /** How many people it is about. */
  people: number;
  at: Date;
  createdAt: Date;
  state: DeliveryState;
  attempts: number;
  /** When it is tried next; null when it is not. */
  dueAt: Date | null;
  last: Attempt | null;
};

export type DeliveryPage = { deliveries: DeliveryRow[]; nextBefore: string | null };

export const KIND_WORDS: Record<DeliveryKind, string> = {
  "segment.entered": "joined",
  "segment.left": "left",
  "campaign.launched": "launched",
  "webhook.test": "Test",
};

export const STATE_WORDS: Record<DeliveryState, string> = {
  waiting: "waiting",
  delivered: "delivered",
  failed: "given up",
};
