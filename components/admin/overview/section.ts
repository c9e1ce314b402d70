import type { Report } from "@/lib/reports/overview";
import type { ReportSpan } from "@/lib/reports/report-days";

/** What each part of the overview is given. */
export type Section = {
  report: Report;
  currency: string;
  span: ReportSpan;
  nameOf: (id: string, of: "gateway" | "method") => string;
  /** The list of payments, narrowed to this period, currency and what else is said. */
  pathOf: (filter: Readonly<Record<string, string>>) => string;
};
