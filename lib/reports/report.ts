export const REPORT_PERIODS = ["week", "month"] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

export const REPORT_SECTIONS = ["figures", "segments", "targets", "campaigns", "decisions", "open"] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

export const SECTION_LABEL: Record<ReportSection, string> = {
  figures: "Key figures",
  segments: "Segments",
  targets: "Targets",
  campaigns: "Campaigns",
  decisions: "Decisions",
  open: "What needs a decision",
};

type Named = { id: string; name: string };

/** A saved report. No segment or no campaign chosen: all of them. */
export type Report = {
  id: string;
  name: string;
  period: ReportPeriod;
  sections: ReportSection[];
  segments: Named[];
  campaigns: Named[];
  recipients: Named[];
  createdBy: string | null;
  updatedAt: Date;
  isRemoved: boolean;
};
export type ReportChoices = { segments: Named[]; campaigns: Named[]; people: Named[] };
