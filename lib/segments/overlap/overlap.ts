/** At most so many segments are compared at once: one bit each in a whole number that the browser can hold too. */
export const MOST_COMPARED = 50;

export type OverlapSegment = {
  id: string;
  name: string;
  parentId: string | null;
  /** Null when the group is smaller than the role may see. */
  size: number | null;
};

/** People who are in both; null when they are too few for the role to see. */
export type OverlapPair = { aId: string; bId: string; people: number | null };

export type Overlap = {
  /** In the order asked for; those that do not exist are left out. */
  segments: OverlapSegment[];
  /** Every two of them once, `aId` before `bId` in the order of `segments`. */
  pairs: OverlapPair[];
  /** People in at least one. */
  inAny: number | null;
  /** People in two or more. */
  inSeveral: number | null;
};

export type SharedPerson = {
  no: number;
  id: string;
  externalId: string;
  name: string | null;
  city: string | null;
  country: string | null;
};
