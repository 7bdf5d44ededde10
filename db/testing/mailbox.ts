import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export type Mailbox = {
  url: string;
  /** What came in, as a mail reader understands it. */
  mails: Email[];
  /** What it answers a message from now on; null takes it. */
  refusal: { code: number; to: "message" | "address" } | null;
  close: () => Promise<void>;
};

/** A mail server on this machine, which keeps what it is sent. */
export async function openMailbox(): Promise<Mailbox> {
  const refuse = (code: number) => Object.assign(new Error("not today"), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      done(mailbox.refusal?.to === "address" ? refuse(mailbox.refusal.code) : null);
    },
    async onData(stream, _session, done) {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      if (mailbox.refusal) return done(refuse(mailbox.refusal.code));
      mailbox.mails.push(await PostalMime.parse(Buffer.concat(parts)));
      done();
    },
  });
  const mailbox: Mailbox = {
    url: "",
    mails: [],
    refusal: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  mailbox.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return mailbox;
}
