import { Pill, type Tone } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatCount, formatMoment, formatNumber } from "@/lib/format";
import type { WebhookRow, WebhookState } from "@/lib/webhooks/webhook";

const LOOK: Record<WebhookState, { tone: Tone; word: string }> = {
  on: { tone: "good", word: "on" },
  failing: { tone: "warn", word: "failing" },
  stopped: { tone: "bad", word: "stopped" },
  off: { tone: "plain", word: "off" },
};

export function WebhookPill({ state }: { state: WebhookState }) {
  return <Pill tone={LOOK[state].tone}>{LOOK[state].word}</Pill>;
}

/** The webhooks of the workspace, each with how its last week went. */
export function WebhookTable({
  webhooks,
  timeZone,
  now,
}: {
  webhooks: readonly WebhookRow[];
  timeZone: string;
  now: Date;
}) {
  return (
    <Table label="Webhooks">
      <TableHead sticky={false}>
        <Th>Webhook</Th>
        <Th>State</Th>
        <Th>Hears of</Th>
        <Th num>Delivered in 7 days</Th>
        <Th num>Given up</Th>
        <Th num>Last message</Th>
      </TableHead>
      <TableBody>
        {webhooks.map(({ id, name, url, state, segments, hearsLaunches, week, lastAt }) => (
          <Tr key={id}>
            <RowHeader
              href={`/settings/webhooks/${id}`}
              aside={
                <span className="truncate text-xs font-normal text-ink-3 max-md:hidden">{hostOf(url)}</span>
              }
            >
              {name}
            </RowHeader>
            <Td phone="first">
              <WebhookPill state={state} />
            </Td>
            <Td>{heardWords(segments, hearsLaunches)}</Td>
            <Td num label="Delivered">
              {formatNumber(week.delivered)}
            </Td>
            <Td num label="Given up">
              {formatNumber(week.failed)}
            </Td>
            <Td num className="text-ink-2">
              {lastAt ? formatMoment(lastAt, timeZone, now) : "none yet"}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function heardWords(segments: readonly { name: string }[], hearsLaunches: boolean): string {
  const [only] = segments;
  const heard = segments.length === 1 && only ? only.name : formatCount(segments.length, "segment");
  if (!hearsLaunches) return heard;
  return segments.length === 0 ? "launches" : `launches, ${heard}`;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
