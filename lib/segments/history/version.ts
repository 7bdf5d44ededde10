import type { Rule } from "../rule";

export type SegmentVersion = {
  version: number;
  rule: Rule;
  sentence: string;
  note: string;
  sizeBefore: number | null;
  sizeAfter: number | null;
  authorName: string | null;
  createdAt: Date;
};

export type Assignment = {
  action: "take" | "hand over" | "accept" | "release";
  fromName: string | null;
  toName: string | null;
  byName: string | null;
  at: Date;
  note: string;
};
