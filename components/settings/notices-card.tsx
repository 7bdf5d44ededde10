import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import type { Action } from "@/components/ui/use-action";
import { formatCount, formatMoment } from "@/lib/format";
import type { NoticeSettingsInput } from "@/lib/work/notices/model";
import type { NoticeChoices } from "@/lib/work/notices/notice";
import type { Choice } from "@/lib/workspaces/choices";
import { NoticesForm } from "./notices-form";

/** Where one's notices go, when the next digest comes, and what became of the last one. */
export function NoticesCard({
  choices,
  timeZones,
  workspaceZone,
  isMailOn,
  action,
  now,
}: {
  choices: NoticeChoices;
  timeZones: readonly Choice[];
  workspaceZone: string;
  /** Whether this installation can send mail at all. */
  isMailOn: boolean;
  action: Action<NoticeSettingsInput, void>;
  now: Date;
}) {
  const { schedule, nextAt, last } = choices;
  const moment = (at: Date) => formatMoment(at, schedule.timeZone, now);
  return (
    <Card
      title="Notices"
      id="notices"
      meta={isMailOn && nextAt ? `next digest ${moment(nextAt)}` : undefined}
    >
      <div className="flex flex-col gap-4">
        {!isMailOn && (
          <Callout tone="warn" title="No digest goes out.">
            This installation has no mail server. Whoever runs it sets one by SMTP_URL; notices in the app
            work without.
          </Callout>
        )}
        {last?.state === "failed" && (
          <Callout tone="bad" title="The last digest did not arrive.">
            {last.error} What it held comes with the next one.
          </Callout>
        )}
        {last?.state === "waiting" && last.error && last.dueAt && (
          <Callout tone="warn" title="A digest waits.">
            {last.error} It is tried again {moment(last.dueAt)}.
          </Callout>
        )}
        {last?.state === "sent" && (
          <p className="text-xs text-ink-3">
            Last digest {moment(last.at)}, with {formatCount(last.notices, "notice")}.
          </p>
        )}
        <NoticesForm
          key={JSON.stringify([schedule, choices.timeZone, choices.ways])}
          choices={choices}
          timeZones={timeZones}
          workspaceZone={workspaceZone}
          action={action}
        />
      </div>
    </Card>
  );
}
