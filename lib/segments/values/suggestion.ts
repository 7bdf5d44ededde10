import type { Counted } from "./counted";

/** A value that the data holds, and how many have it: customers, or events for a property of an event. */
export type Suggestion = {
  value: string;
  /** Its words, where it is stored by a key. */
  label?: string;
  count: number;
};

/** Of products `products` is what the catalogue has to know of them. */
export type Suggestions = {
  values: Suggestion[];
  counted: Counted;
  products?: { no: number; externalId: string; name: string }[];
};
