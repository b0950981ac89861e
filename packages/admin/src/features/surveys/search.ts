/** The list as it stands in the address; `make` opens the templates. */
export type SurveySearch = { text?: string | undefined; make?: true | undefined };

/** Keeps what the list knows. */
export function surveySearch(raw: Record<string, unknown>): SurveySearch {
  const kept: SurveySearch = {};
  if (typeof raw.text === "string" || typeof raw.text === "number") kept.text = String(raw.text).slice(0, 100);
  if (raw.make === true) kept.make = true;
  return kept;
}
