import { clsx } from "clsx";
import { Mail, Megaphone, MessageSquare, Phone, Send } from "lucide-react";
import { CHANNELS, type Channel, type ConsentState } from "@/lib/customers/fields";
import { formatList } from "@/lib/format";
import { channelWord } from "./words";

const ICONS = { email: Mail, sms: MessageSquare, phone: Phone, post: Send, ads: Megaphone };

const LOOK: Record<ConsentState, string> = {
  in: "text-good",
  out: "text-ink-3",
  unknown: "text-ink-3 opacity-45",
};

/** A mark per channel: whole for opted in, struck through for opted out, faint for never asked. */
export function ConsentMarks({ consents }: { consents: Record<Channel, ConsentState> }) {
  const words = consentSummary(consents);
  return (
    <span role="img" aria-label={words} title={words} className="inline-flex gap-1.5 align-middle">
      {CHANNELS.map((channel) => {
        const Icon = ICONS[channel];
        const status = consents[channel];
        return (
          <span key={channel} aria-hidden="true" className={clsx("relative", LOOK[status])}>
            <Icon className="size-3.5" strokeWidth={1.75} />
            {status === "out" && (
              <span className="absolute top-1/2 -left-0.5 h-[1.5px] w-[18px] -rotate-45 rounded-full bg-bad" />
            )}
          </span>
        );
      })}
    </span>
  );
}

/** "Opted in to e-mail and SMS, out of ads, not asked about phone and post". */
export function consentSummary(consents: Record<Channel, ConsentState>): string {
  const words = (status: ConsentState) =>
    formatList(CHANNELS.filter((channel) => consents[channel] === status).map(channelWord));
  const parts = [
    words("in") && `opted in to ${words("in")}`,
    words("out") && `out of ${words("out")}`,
    words("unknown") && `not asked about ${words("unknown")}`,
  ].filter(Boolean);
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
