import { Pill } from "@/components/ui/pill";
import { CHANNEL_LABEL } from "@/lib/customers/fields";
import type { ConsentLine } from "@/lib/customers/profile/profile";
import { dayInZone, formatDay } from "@/lib/days";

const TONE = { in: "good", out: "bad", unknown: "plain" } as const;
const WORD = { in: "given", out: "withdrawn", unknown: "not asked" };

/** Each channel with where its consent stands, since when and by what. */
export function ConsentList({
  lines,
  timeZone,
  today,
}: {
  lines: readonly ConsentLine[];
  timeZone: string;
  today: string;
}) {
  return (
    <dl className="flex flex-col gap-2 text-sm">
      {lines.map(({ channel, status, at, source }) => (
        <div key={channel} className="grid grid-cols-[1fr_auto] items-center gap-x-4">
          <dt className="text-ink-2">{CHANNEL_LABEL[channel]}</dt>
          <dd>
            <Pill tone={TONE[status]}>
              {WORD[status]}
              {at && status !== "unknown" && ` ${formatDay(dayInZone(at, timeZone), today)}`}
            </Pill>
          </dd>
          {status !== "unknown" && (
            <dd className="col-span-2 text-2xs text-ink-3">
              {source ? `by ${source}` : "date and source unknown"}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
