import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import {
  canRegister,
  type EventProperty,
  type KnownEvent,
  PROPERTY_TYPE_LABEL,
  roughly,
} from "@/lib/events/properties/property";
import { RELEASE_MINUTES } from "@/lib/events/properties/rollup";
import { formatCount, formatMoment, formatNumber, formatPercent } from "@/lib/format";
import { FillProgress } from "./fill-progress";
import { type PropertyActions, PropertyButton } from "./property-button";

type EventsTableProps = {
  events: readonly KnownEvent[];
  timeZone: string;
  now: Date;
  /** Only for who may change them. */
  actions?: PropertyActions;
};

/** What customers did, and the properties that came with it. */
export function EventsTable({ events, timeZone, now, actions }: EventsTableProps) {
  return (
    <Table label="Events and their properties">
      <TableHead sticky={false}>
        <Th>Event, property</Th>
        <Th>Type</Th>
        <Th>Carried by</Th>
        <Th>Rules read</Th>
        {actions && <Th hideLabel>Actions</Th>}
      </TableHead>
      <TableBody>
        {events.flatMap((event) => [
          <Tr key={event.nameNo}>
            <RowHeader>
              <span className="min-w-0 py-1">
                <span className="block truncate">{event.label}</span>
                <span className="block truncate font-mono text-2xs font-normal text-ink-3">{event.name}</span>
              </span>
            </RowHeader>
            <Td colSpan={actions ? 4 : 3} phone="second">
              <span className="num text-ink-2">{happened(event, timeZone, now)}</span>
            </Td>
          </Tr>,
          ...event.properties.map((property) => (
            <Tr key={`${event.nameNo} ${property.key}`}>
              <RowHeader className="md:pl-8!">
                <span className="truncate font-mono text-xs font-normal max-md:pl-4">{property.key}</span>
              </RowHeader>
              <Td phone="first">{PROPERTY_TYPE_LABEL[property.type]}</Td>
              <Td className="max-md:pl-4!">
                <Carried event={event} property={property} />
              </Td>
              <Td>
                <Read property={property} />
              </Td>
              {actions && (
                <Td className="text-right max-md:ml-auto">
                  <PropertyButton event={event} property={property} actions={actions} />
                </Td>
              )}
            </Tr>
          )),
        ])}
      </TableBody>
    </Table>
  );
}

function happened({ count, isEstimate, lastAt }: KnownEvent, timeZone: string, now: Date): string {
  const times = isEstimate ? `≈\u202f${formatCount(roughly(count), "time")}` : formatCount(count, "time");
  return lastAt ? `${times}, last ${formatMoment(lastAt, timeZone, now)}` : times;
}

function Carried({ event, property }: { event: KnownEvent; property: EventProperty }) {
  const { carried, ofAnotherType, values, type } = property;
  if (carried === 0)
    return (
      <span className="text-ink-3">
        {event.read === 0 ? "none" : `none of the last ${formatNumber(event.read)}`}
      </span>
    );
  const basis =
    event.read < event.count
      ? `of the last ${formatNumber(event.read)} events`
      : `of ${formatCount(event.count, "event")}`;
  return (
    <span className="num">
      <Tooltip text={basis}>{formatPercent(carried / event.read, 0)}</Tooltip>
      <span className="text-ink-3">
        {type !== "boolean" && `, ${formatCount(values, "value")}`}
        {ofAnotherType > 0 &&
          `, ${formatPercent(ofAnotherType / carried, 0)} not ${type === "number" ? "a number" : type === "text" ? "text" : "yes or no"}`}
      </span>
    </span>
  );
}

function Read({ property: { type, rollup, fill } }: { property: EventProperty }) {
  if (fill) return <FillProgress fill={fill} />;
  if (rollup === "ready") return <Pill tone="good">summary by day</Pill>;
  if (!canRegister(type))
    return (
      <span className="text-ink-3">
        <Tooltip text="A number is compared event by event: a summary of its values would save nothing.">
          each event
        </Tooltip>
      </span>
    );
  if (rollup === "none") return <span className="text-ink-3">each event</span>;
  return (
    <span className="text-ink-3">
      <Tooltip
        text={`The summary is kept for ${RELEASE_MINUTES} minutes after its release, for counts that began with it.`}
      >
        each event, summary goes
      </Tooltip>
    </span>
  );
}
