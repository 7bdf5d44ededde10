import { useId } from "react";
import { Input } from "@/components/ui/input";
import { CAMPAIGN_CHANNEL_LABEL, CAMPAIGN_CHANNELS } from "@/lib/campaigns/status";
import type { ContactRule } from "@/lib/workspaces/contact-rules";
import { LIMITS } from "@/lib/workspaces/limits";

const cap = (channel: string) => `cap-${channel}`;
const days = (channel: string) => `days-${channel}`;

/** The rules that the form holds: a channel without a number has none. */
export function contactRulesOf(data: FormData): ContactRule[] {
  return CAMPAIGN_CHANNELS.flatMap((channel) => {
    const [most, within] = [data.get(cap(channel)), data.get(days(channel))].map((text) =>
      Number(text ?? ""),
    );
    return most ? [{ channel, cap: most, days: within || LIMITS.contactCapDays.least }] : [];
  });
}

const NUMBER = { type: "number", inputMode: "numeric", className: "num max-w-20" } as const;

/** Besides the cap over all channels: how often by each channel, empty for no rule. */
export function ContactRulesField({
  rules,
  sent,
  fields,
}: {
  rules: readonly ContactRule[];
  /** The rules as last sent: errors are numbered among them. */
  sent: readonly ContactRule[];
  fields: Partial<Record<string, string>>;
}) {
  const noteId = useId();
  const errorOf = (channel: string, part: "cap" | "days") =>
    fields[`contactRules.${sent.findIndex((rule) => rule.channel === channel)}.${part}`];
  const refused = CAMPAIGN_CHANNELS.flatMap((channel) => {
    const error = errorOf(channel, "cap") ?? errorOf(channel, "days");
    return error ? [`${CAMPAIGN_CHANNEL_LABEL[channel]}: ${error}`] : [];
  }).join(" ");
  return (
    <fieldset aria-describedby={noteId}>
      <legend className="text-sm font-medium">
        By channel<span className="font-normal text-ink-3"> optional</span>
      </legend>
      <table className="mt-1 text-left text-sm">
        <thead className="text-xs text-ink-3">
          <tr>
            <th scope="col" className="pr-6 pb-1 font-normal">
              Channel
            </th>
            <th scope="col" className="pr-6 pb-1 font-normal">
              At most
            </th>
            <th scope="col" className="pb-1 font-normal">
              Within
            </th>
          </tr>
        </thead>
        <tbody>
          {CAMPAIGN_CHANNELS.map((channel) => {
            const own = rules.find((rule) => rule.channel === channel);
            const name = CAMPAIGN_CHANNEL_LABEL[channel];
            return (
              <tr key={channel}>
                <th scope="row" className="py-1 pr-6 font-medium whitespace-nowrap">
                  {name}
                </th>
                <td className="py-1 pr-6">
                  <Input
                    {...NUMBER}
                    aria-label={`${name}, at most`}
                    name={cap(channel)}
                    min={LIMITS.contactCap.least}
                    max={LIMITS.contactCap.most}
                    defaultValue={own?.cap ?? ""}
                    aria-invalid={errorOf(channel, "cap") ? true : undefined}
                    aria-describedby={errorOf(channel, "cap") && noteId}
                  />
                </td>
                <td className="py-1">
                  <span className="flex items-center gap-2">
                    <Input
                      {...NUMBER}
                      aria-label={`${name}, within days`}
                      name={days(channel)}
                      min={LIMITS.contactCapDays.least}
                      max={LIMITS.contactCapDays.most}
                      defaultValue={own?.days ?? ""}
                      aria-invalid={errorOf(channel, "days") ? true : undefined}
                      aria-describedby={errorOf(channel, "days") && noteId}
                    />
                    <span className="text-ink-2">days</span>
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p id={noteId} className={refused ? "mt-1 text-xs text-bad" : "mt-1 text-xs text-ink-3"}>
        {refused || "A channel without a number has no rule of its own."}
      </p>
    </fieldset>
  );
}
