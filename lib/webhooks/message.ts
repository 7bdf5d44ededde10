import type { Channel } from "@/lib/customers/fields";
import type { Cause } from "@/lib/segments/dimension";
import type { DeliveryKind, LaunchPage } from "./delivery";

/** So many people stand in one message: about 15 kB, below what receivers usually take. */
export const PEOPLE_PER_MESSAGE = 100;

/** Of a launch: about 90 kB, below the 100 kB at which common receivers (body-parser of Express) begin to refuse. */
export const PEOPLE_PER_LAUNCH_PAGE = 500;

export type MessagePerson = {
  id: string;
  externalId: string;
  /** By which they may be contacted: those not opted out of; none after an objection or when suppressed. */
  channels: Channel[];
  /** At a launch: the names of the variants that the person gets. */
  variants?: string[];
};

export type Message = {
  kind: DeliveryKind;
  /** When the membership changed. */
  at: Date;
  segment: { id: string; name: string } | null;
  cause: Cause | null;
  people: readonly MessagePerson[];
  launch: LaunchPage | null;
};

/** The body of a message: keys of people, never names or addresses. */
export function messageBody({ kind, at, segment, cause, people, launch }: Message): string {
  const data = launch ? { ...launch, people } : { segment, cause, people };
  return JSON.stringify({ type: kind, timestamp: at.toISOString(), data });
}
