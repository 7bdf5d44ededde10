"use client";

import { Send } from "lucide-react";
import { Card } from "@/components/ui/card";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Pill } from "@/components/ui/pill";
import type { Action } from "@/components/ui/use-action";
import { formatCount } from "@/lib/format";
import type { LaunchHearer } from "@/lib/webhooks/webhook";

/** Where the frozen audience went by webhook, and a way to send it there later or once more. */
export function AudienceWebhooks({
  campaignId,
  treated,
  webhooks,
  mayManage,
  send,
}: {
  campaignId: string;
  treated: number;
  webhooks: readonly LaunchHearer[];
  /** Only owners open the settings of a webhook. */
  mayManage: boolean;
  send: Action<{ campaignId: string; webhookId: string }, { messages: number }>;
}) {
  return (
    <Card title="Audience by webhook" flush>
      {webhooks.length === 0 && (
        <p className="px-4 pt-1 pb-4 text-sm text-ink-2">
          No webhook hears of launches.{" "}
          {mayManage ? (
            <>
              Add one in{" "}
              <a href="/settings/webhooks" className="text-accent underline underline-offset-2">
                Settings, Webhooks
              </a>
            </>
          ) : (
            "An owner adds one in Settings, Webhooks"
          )}
          ; then this audience can be sent to it.
        </p>
      )}
      <ul className="divide-y divide-line">
        {webhooks.map(({ id, name, isOn, sent }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
                {mayManage ? (
                  <a href={`/settings/webhooks/${id}`} className="hover:underline">
                    {name}
                  </a>
                ) : (
                  name
                )}
                {!isOn && <Pill tone="warn">off</Pill>}
              </p>
              <p className="num text-xs text-ink-3">{sentWords(sent)}</p>
            </div>
            {isOn ? (
              <ConfirmButton
                size="sm"
                tone="primary"
                action={send}
                input={{ campaignId, webhookId: id }}
                aria-label={`${sent ? "Send audience again" : "Send audience"} to ${name}`}
                question={`Send the audience to “${name}”${sent ? " again" : ""}?`}
                consequences={
                  sent
                    ? `${formatCount(sent.messages, "message")} about ${formatCount(sent.people, "person", "people")} go out under the ids that they had: a receiver that took them drops them. Who opted out since is left out.`
                    : `${formatCount(treated, "person", "people")} as frozen at the launch, without who opted out since. The control group is not sent.`
                }
                confirmLabel={sent ? "Send again" : "Send audience"}
                done={`The audience goes to “${name}”`}
              >
                <Send aria-hidden="true" />
                {sent ? "Send audience again" : "Send audience"}
              </ConfirmButton>
            ) : (
              <p className="text-xs text-ink-2">An owner can turn it on, then the audience can be sent.</p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function sentWords(sent: LaunchHearer["sent"]): string {
  if (!sent) return "Nothing of this launch is in its log";
  const { messages, delivered, waiting } = sent;
  const left = messages - delivered - waiting;
  return [
    `${delivered} of ${formatCount(messages, "message")} delivered`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(left > 0 ? [`${left} given up`] : []),
  ].join(", ");
}
