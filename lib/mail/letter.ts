/** A mail to one person, as text and as HTML that says the same. */
export type Letter = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The same for every try of the same mail, so that a receiver can tell a repeated one. */
  messageId: string;
  /** Where its reader can stop such mails. */
  stopUrl: string;
};

/** Sends a letter, or throws a MailError. */
export type Mailer = { send: (letter: Letter) => Promise<void>; close: () => void };

/** `isFinal`: the server refused for good, as it does an address that does not exist; trying again is no use. */
export class MailError extends Error {
  readonly isFinal: boolean;
  constructor(message: string, options: { isFinal: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "MailError";
    this.isFinal = options.isFinal;
  }
}
