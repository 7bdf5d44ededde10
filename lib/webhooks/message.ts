import type { Channel } from "@/lib/customers/fields";
import type { Cause } from "@/lib/segments/dimension";
import type { DeliveryKind } from "./delivery";

/** So many people stand in one message: about 15 kB, below what receivers usually take. */
export const PEOPLE_PER_MESSAGE = 100;

export type MessagePerson = {
  id: string;
  externalId: string;
  /** By which they may be contacted: those not opted out of; none after an objection or when suppressed. */
  channels: Channel[];
};

export type Message = {
  kind: DeliveryKind;
  /** When the membership changed. */
  at: Date;
  segment: { id: string; name: string } | null;
  cause: Cause | null;
  people: readonly MessagePerson[];
};

/** The body of a message: keys of people, never names or addresses. */
export function messageBody({ kind, at, segment, cause, people }: Message): string {
  return JSON.stringify({ type: kind, timestamp: at.toISOString(), data: { segment, cause, people } });
}
