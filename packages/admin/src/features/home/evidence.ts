import type { FilterSearch } from "../../figures/filter-search.js";
import { narrowedBy, type VoiceSearch } from "../voices/index.js";

/** The filters that show a finding on the dashboard, and the voices that are its evidence. */
export function evidenceOf(finding: { readonly metric: string; readonly attribute: string | null; readonly unitId: number | null }): {
  filters: FilterSearch;
  voices: VoiceSearch;
} {
  const filters: FilterSearch = finding.unitId === null ? {} : { unit: finding.unitId };
  return { filters, voices: { ...filters, ...narrowedBy(metricOf(finding)) } };
}

/** What a voice must have answered to count: of a ratio both expectation and perception. */
function metricOf({ metric, attribute }: { readonly metric: string; readonly attribute: string | null }): string {
  return attribute === null || metric.includes(":") ? metric : `${metric}:${attribute}`;
}

/** The metric whose trend shows a finding; NPS is what the page shows by itself. */
export function trendOf({ metric, attribute }: { readonly metric: string; readonly attribute: string | null }): string | undefined {
  const code = metricOf({ metric, attribute });
  return code === "nps" ? undefined : code;
}
