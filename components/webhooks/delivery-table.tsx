import { ActionButton } from "@/components/ui/action-button";
import { Pill, type Tone } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Action } from "@/components/ui/use-action";
import { formatCount, formatMoment, formatNumber } from "@/lib/format";
import { CAUSE_WORDS } from "@/lib/segments/movement/movement";
import type { DeliveryState } from "@/lib/webhooks/delivery";
import { type Attempt, type DeliveryRow, KIND_WORDS, STATE_WORDS } from "@/lib/webhooks/webhook";

const TONES: Record<DeliveryState, Tone> = { waiting: "warn", delivered: "good", failed: "bad" };

type When = { timeZone: string; now: Date };

/** "12 people joined Coffee regulars", "“Spring” launched, 500 people, page 2 of 3". */
export function deliveryWords({ kind, people, segment, launch }: DeliveryRow): string {
  if (kind === "webhook.test") return KIND_WORDS[kind];
  if (launch) {
    const { campaign, page } = launch;
    return `“${campaign.name}” ${KIND_WORDS[kind]}, ${formatCount(people, "person", "people")}, page ${page.index} of ${page.total}`;
  }
  return `${formatCount(people, "person", "people")} ${KIND_WORDS[kind]} ${segment?.name ?? "a segment"}`;
}

/** Messages of a webhook, newest first. */
export function DeliveryTable({
  deliveries,
  openId,
  hrefOf,
  retry,
  ...when
}: When & {
  deliveries: readonly DeliveryRow[];
  openId: string | undefined;
  hrefOf: (deliveryId: string) => string;
  retry: Action<{ deliveryId: string }, unknown>;
}) {
  return (
    <Table label="Messages">
      <TableHead sticky={false}>
        <Th>Message</Th>
        <Th>State</Th>
        <Th num>Answer</Th>
        <Th num>Took</Th>
        <Th num>Tries</Th>
        <Th num>Made</Th>
        <Th hideLabel>Actions</Th>
      </TableHead>
      <TableBody>
        {deliveries.map((delivery) => {
          const { id, state, last, attempts, createdAt } = delivery;
          return (
            <Tr key={id} isSelected={id === openId}>
              <RowHeader href={hrefOf(id)}>{deliveryWords(delivery)}</RowHeader>
              <Td phone="first">
                <Pill tone={TONES[state]}>{STATE_WORDS[state]}</Pill>
              </Td>
              <Td num>{last?.code ?? (last ? "none" : "–")}</Td>
              <Td num className="text-ink-2">
                {last ? `${formatNumber(last.durationMs)} ms` : ""}
              </Td>
              <Td num label="Tries">
                {formatNumber(attempts)}
              </Td>
              <Td num className="text-xs text-ink-3">
                {formatMoment(createdAt, when.timeZone, when.now)}
              </Td>
              <Td className="text-right">
                {state !== "delivered" && <RetryButton delivery={delivery} retry={retry} />}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

export function RetryButton({
  delivery,
  retry,
}: {
  delivery: DeliveryRow;
  retry: Action<{ deliveryId: string }, unknown>;
}) {
  return (
    <ActionButton
      size="sm"
      variant="ghost"
      action={retry}
      input={{ deliveryId: delivery.id }}
      done="Sent again: its answer stands in the log"
      aria-label={`Send again: ${deliveryWords(delivery)}`}
    >
      Send again
    </ActionButton>
  );
}

/** Every try of one message with what was answered. */
export function AttemptList({
  delivery,
  attempts,
  timeZone,
  now,
}: When & { delivery: DeliveryRow; attempts: readonly Attempt[] }) {
  const moment = (at: Date) => formatMoment(at, timeZone, now);
  return (
    <div className="flex flex-col gap-4 text-sm">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-ink-3">webhook-id</dt>
        <dd className="font-mono text-xs break-all">msg_{delivery.id}</dd>
        {delivery.cause && (
          <>
            <dt className="text-ink-3">Because</dt>
            <dd>{CAUSE_WORDS[delivery.cause].toLowerCase()}</dd>
          </>
        )}
        <dt className="text-ink-3">Happened</dt>
        <dd className="num">{moment(delivery.at)}</dd>
        {delivery.dueAt && (
          <>
            <dt className="text-ink-3">Next try</dt>
            <dd className="num">{moment(delivery.dueAt)}</dd>
          </>
        )}
      </dl>
      <ol className="divide-y divide-line rounded-md border border-line">
        {attempts.map(({ no, at, code, durationMs, error, excerpt }) => (
          <li key={no} className="px-3 py-2">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{error === null ? `Answered ${code}` : error}</span>
              <span className="num text-xs text-ink-3">
                try {no}, {moment(at)}, {formatNumber(durationMs)} ms
              </span>
            </p>
            {excerpt && (
              <pre className="mt-1 max-h-40 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
                {excerpt}
              </pre>
            )}
          </li>
        ))}
        {attempts.length === 0 && <li className="px-3 py-2 text-ink-3">It was not tried yet.</li>}
      </ol>
    </div>
  );
}
