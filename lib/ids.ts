import { v7 } from "uuid";

let next: () => string = v7;

/** A new id, ordered by time (UUID version 7, RFC 9562). */
export function newId(): string {
  return next();
}

/** Lets every id of this process come from `source`: for a process that must make the same ones each time. */
export function takeIdsFrom(source: () => string): void {
  next = source;
}
