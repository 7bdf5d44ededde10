/** What a notice is about; each person chooses per kind where it reaches them. A new kind needs a line below, no more. */
export const NOTICE_KINDS = [
  "assigned",
  "mentioned",
  "approval",
  "due",
  "conflict",
  "drift",
  "target",
  "progress",
  "report",
  "system",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** In the app, in the e-mail digest, in both, or (neither) off. */
export type NoticeWay = { inApp: boolean; inMail: boolean };

export type NoticeKindFacts = { label: string; help: string; usual: NoticeWay };

const BOTH = { inApp: true, inMail: true };
const APP = { inApp: true, inMail: false };

/** In the order in which a digest tells them. `usual` holds until a person chooses otherwise. */
export const NOTICE_KIND: Record<NoticeKind, NoticeKindFacts> = {
  assigned: {
    label: "Given to you",
    help: "Tactics, campaigns and segments that are handed to you or taken from you",
    usual: BOTH,
  },
  mentioned: { label: "Mentions", help: "Comments that name you", usual: BOTH },
  approval: {
    label: "Waits for you",
    help: "Campaigns to approve, decisions to look at again, and what was decided about yours",
    usual: BOTH,
  },
  due: {
    label: "Due and late",
    help: "The day before your tactics are due, and when they are late",
    usual: BOTH,
  },
  conflict: {
    label: "Conflicts",
    help: "People reached twice, too much work, broken plans in what is yours",
    usual: BOTH,
  },
  drift: { label: "Personas", help: "Pinned facts of your personas that no longer hold", usual: BOTH },
  target: {
    label: "Targets",
    help: "Targets of your segments, or that you set, which come to be at risk or off",
    usual: BOTH,
  },
  progress: {
    label: "Progress",
    help: "What others do in campaigns and segments that are yours",
    usual: APP,
  },
  report: { label: "Reports", help: "Reports of a week or a month that is over", usual: BOTH },
  system: {
    label: "Imports and webhooks",
    help: "Imports that ended, webhooks that were turned off",
    usual: APP,
  },
};
