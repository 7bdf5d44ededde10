import { v7 } from "uuid";

let next: () => string = v7;

/** A new id, ordered by time (UUID version 7, RFC 9562). */
export function newId(): string {
  return next();
}

/** Lets every id of this process come from `source`, where the same ones must be made each time; from the clock without. */
export function takeIdsFrom(source: () => string = v7): void {
  next = source;
}
