import { TextField } from "@/components/ui/input";
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

/** Besides the cap over all channels: how often by each channel, empty for no rule. */
export function ContactRulesField({
  rules,
  fields,
}: {
  rules: readonly ContactRule[];
  fields: Partial<Record<string, string>>;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">By channel, optional</legend>
      <div className="flex flex-col gap-2">
        {CAMPAIGN_CHANNELS.map((channel) => {
          const place = rules.findIndex((rule) => rule.channel === channel);
          const own = rules[place];
          const name = CAMPAIGN_CHANNEL_LABEL[channel];
          const look = {
            type: "number",
            inputMode: "numeric" as const,
            className: "[&_input]:num [&_input]:w-20",
          };
          return (
            <div key={channel} className="flex flex-wrap gap-x-4 gap-y-1">
              <TextField
                {...look}
                label={`${name}, at most`}
                name={cap(channel)}
                min={LIMITS.contactCap.least}
                max={LIMITS.contactCap.most}
                defaultValue={own?.cap ?? ""}
                error={fields[`contactRules.${place}.cap`]}
                optional
              />
              <TextField
                {...look}
                label={`${name}, within days`}
                name={days(channel)}
                min={LIMITS.contactCapDays.least}
                max={LIMITS.contactCapDays.most}
                defaultValue={own?.days ?? ""}
                error={fields[`contactRules.${place}.days`]}
                optional
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
