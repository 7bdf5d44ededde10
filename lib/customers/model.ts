import { z } from "zod";
import { BUYING_STAGES, CUSTOMER_SORTS } from "./customer";
import { CHANNELS, CONSENT_STATES } from "./fields";

/** "email:in": one channel and where its consent stands. */
const Consent = z.templateLiteral([z.enum(CHANNELS), ":", z.enum(CONSENT_STATES)]);

/** Text for the database, which keeps no NUL. */
const Text = z.string().transform((text) => text.replaceAll("\0", "").trim());

export const CustomerFilters = z.object({
  search: Text.pipe(z.string().max(100)).optional().catch(undefined),
  segmentId: z.uuid().optional().catch(undefined),
  country: Text.pipe(z.string().min(1).max(100)).optional().catch(undefined),
  consent: Consent.optional().catch(undefined),
  stage: z.enum(BUYING_STAGES).optional().catch(undefined),
});
export type CustomerFilters = z.infer<typeof CustomerFilters>;

/** What an address asks of the list; a part that makes no sense is left out rather than refused. */
export const CustomerListing = CustomerFilters.extend({
  sort: z.enum(CUSTOMER_SORTS).catch("seen"),
  isDescending: z.boolean().catch(true),
  /** Ids of people: the page after the one, or before the other. */
  after: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
export type CustomerListing = z.infer<typeof CustomerListing>;

export const CustomerRef = z.object({ customerId: z.uuid() });
export type CustomerRef = z.infer<typeof CustomerRef>;
