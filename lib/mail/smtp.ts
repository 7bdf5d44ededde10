import { createTransport } from "nodemailer";
import { type Letter, MailError, type Mailer } from "./letter";

/** Where mail goes out, by whom, and under which address people reach this installation. */
export type MailConfig = { smtpUrl: string; from: string; baseUrl: string };

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** The mail settings of the environment; null where none are made. */
export function mailConfig(env: {
  SMTP_URL?: string;
  MAIL_FROM?: string;
  PUBLIC_URL?: string;
}): MailConfig | null {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: baseUrl } = env;
  return smtpUrl && from && baseUrl ? { smtpUrl, from, baseUrl } : null;
}

/** A mailer over one connection to the server of SMTP_URL, which is kept until `close`. */
export function smtpMailer({ smtpUrl, from }: MailConfig): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...PATIENCE,
  });
  return {
    async send({ to, subject, text, html, messageId, stopUrl }: Letter) {
      try {
        await transport.sendMail({
          ...{ from, to, subject, text, html, messageId },
          headers: { "List-Unsubscribe": `<${stopUrl}>`, "Auto-Submitted": "auto-generated" },
        });
      } catch (error) {
        throw new MailError(wordsOf(error), { isFinal: isRefusedAddress(error), cause: error });
      }
    },
    close: () => transport.close(),
  };
}

const factOf = (error: unknown, name: "code" | "responseCode") =>
  error instanceof Error && name in error ? (error as Error & Record<string, unknown>)[name] : undefined;

/** A permanent answer (RFC 5321, 5yz) about the recipient; any other may change when the server is mended. */
function isRefusedAddress(error: unknown): boolean {
  return factOf(error, "code") === "EENVELOPE" && Number(factOf(error, "responseCode")) >= 550;
}

const WORDS: Record<string, string> = {
  EAUTH: "The mail server refused the name or password of SMTP_URL.",
  ETIMEDOUT: "The mail server did not answer in time.",
  ECONNECTION: "The mail server could not be reached.",
  ESOCKET: "The mail server could not be reached.",
  EDNS: "The name of the mail server is not known.",
  ETLS: "No safe connection to the mail server could be made.",
};

/** What went wrong, without addresses or passwords. */
function wordsOf(error: unknown): string {
  const answer = factOf(error, "responseCode");
  if (isRefusedAddress(error)) return `The mail server refused the address (${answer}).`;
  const known = WORDS[String(factOf(error, "code"))];
  return known ?? (answer ? `The mail server answered ${answer}.` : "The mail could not be sent.");
}
