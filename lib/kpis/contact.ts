export type ContactStage =
  | "sent"
  | "bounced"
  | "opened"
  | "clicked"
  | "unsubscribed"
  | "complained"
  | "visits";
export type Contact = { stage: ContactStage; channel: string };

const STAGE: Record<string, ContactStage> = {
  sent: "sent",
  bounced: "bounced",
  bounce: "bounced",
  opened: "opened",
  open: "opened",
  clicked: "clicked",
  click: "clicked",
  unsubscribed: "unsubscribed",
  unsubscribe: "unsubscribed",
  complained: "complained",
  complaint: "complained",
  marked_as_spam: "complained",
  spam_reported: "complained",
};
const MESSAGE = /^(email|sms|push|whatsapp)_(?:link_)?([a-z_]+)$/;
const VISIT = /^(web_visit|site_visit|visit|session_started)$/;

/** What an event counts as, by its name: "email_opened", "Email Opened" and "E-mail opened" are the same. Null for any other. */
export function contactOf(name: string): Contact | null {
  const plain = name
    .toLowerCase()
    .replaceAll("-", "")
    .replace(/[^a-z0-9]+/g, "_");
  if (VISIT.test(plain)) return { stage: "visits", channel: "web" };
  const [, channel = "", deed = ""] = MESSAGE.exec(plain) ?? [];
  const stage = STAGE[deed];
  return stage ? { stage, channel } : null;
}
