/** Events whose deed has a verb of its own; any other is "did “Label”". */
const VERBS: Record<string, { past: string; base: string }> = {
  page_viewed: { past: "viewed a page", base: "view a page" },
  web_visit: { past: "visited the website", base: "visit the website" },
  product_viewed: { past: "viewed a product", base: "view a product" },
  product_searched: { past: "searched for a product", base: "search for a product" },
  cart_added: { past: "added to the cart", base: "add to the cart" },
  basket_filled: { past: "filled a basket", base: "fill a basket" },
  checkout_started: { past: "started a checkout", base: "start a checkout" },
  email_sent: { past: "were sent an e-mail", base: "get an e-mail" },
  email_delivered: { past: "received an e-mail", base: "receive an e-mail" },
  email_opened: { past: "opened an e-mail", base: "open an e-mail" },
  email_clicked: { past: "clicked in an e-mail", base: "click in an e-mail" },
  email_bounced: { past: "had an e-mail bounce", base: "have an e-mail bounce" },
  email_unsubscribed: { past: "unsubscribed from e-mail", base: "unsubscribe from e-mail" },
  social_mentioned: { past: "mentioned us on social media", base: "mention us on social media" },
  social_mention: { past: "mentioned us on social media", base: "mention us on social media" },
  support_ticket: { past: "opened a support ticket", base: "open a support ticket" },
  review_written: { past: "wrote a review", base: "write a review" },
  app_opened: { past: "opened the app", base: "open the app" },
  signed_in: { past: "signed in", base: "sign in" },
};

/** "email_opened", "Email Opened" and "E-mail opened" are the same deed. */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll("-", "")
    .replace(/[^a-z0-9]+/g, "_");

/** How a sentence says that a person did this event, and after "did not". */
export function eventWords(name: string, label?: string): { past: string; base: string } {
  const words = VERBS[plain(name)] ?? (label ? VERBS[plain(label)] : undefined);
  if (words) return words;
  const quoted = `“${label || name || "…"}”`;
  return { past: `did ${quoted}`, base: `do ${quoted}` };
}
