import { SEVERITIES } from "@manyi/core/cases";

export const views = ["open", "mine", "verify", "closed", "all"] as const;
type View = (typeof views)[number];
type Severity = (typeof SEVERITIES)[number];

/** The queue as it stands in the address; without `view` it shows what is open. */
export type CaseSearch = {
  view?: View | undefined;
  unit?: number | undefined;
  severity?: Severity | undefined;
  text?: string | undefined;
};

/** Keeps what the queue knows. */
export function caseSearch(raw: Record<string, unknown>): CaseSearch {
  const kept: CaseSearch = {};
  const view = views.find((one) => one === raw.view);
  if (view !== undefined) kept.view = view;
  const severity = SEVERITIES.find((one) => one === raw.severity);
  if (severity !== undefined) kept.severity = severity;
  if (typeof raw.unit === "number" && Number.isInteger(raw.unit) && raw.unit > 0) kept.unit = raw.unit;
  if (typeof raw.text === "string" || typeof raw.text === "number") kept.text = String(raw.text).slice(0, 100);
  return kept;
}
