import type { ReportPeriod, ReportSection } from "@/lib/reports/report";
import type { TeamKey } from "./team";

export type DemoReport = {
  name: string;
  period: ReportPeriod;
  sections: readonly ReportSection[];
  /** By their keys; none for all. */
  segments: readonly string[];
  campaigns: readonly string[];
  recipients: readonly TeamKey[];
};

export const REPORTS: readonly DemoReport[] = [
  {
    name: "Monday look",
    period: "week",
    sections: ["figures", "segments", "targets", "campaigns", "decisions", "open"],
    segments: [],
    campaigns: [],
    recipients: ["marek", "june"],
  },
  {
    name: "Coffee and home, month by month",
    period: "month",
    sections: ["figures", "segments", "targets", "campaigns", "decisions"],
    segments: ["coffee", "weekend", "parents", "champions"],
    campaigns: ["starter", "lookbook", "winback", "refillnudge"],
    recipients: ["marek", "vera"],
  },
];
