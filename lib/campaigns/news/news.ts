/** What others did to the plan: `stamp` is that of the timeline, `until` what the next question starts from. */
export type PlanNews = { stamp: string; until: string; said: string[] };
