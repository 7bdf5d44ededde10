/** Bounds of the settings, for the forms and for what checks them. */
export const LIMITS = {
  /** Smallest group that a role without person access sees as a number. */
  floor: { least: 1, most: 1000 },
  /** Contacts of one person within `contactCapDays`, from which a campaign counts as too much. */
  contactCap: { least: 1, most: 100 },
  contactCapDays: { least: 1, most: 90 },
  weeklyHours: { least: 0, most: 80 },
  holidays: 400,
} as const;

/** An invitation link works for this long. */
export const INVITATION_DAYS = 7;
