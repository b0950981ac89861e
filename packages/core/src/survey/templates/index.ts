import type { SurveyDefinition } from "../types.js";
import type { SurveyTemplate } from "./blocks.js";
import { RATIO_TEMPLATE } from "./ratio.js";
import { CES_TEMPLATE, CSAT_TEMPLATE, NPS_TEMPLATE } from "./scores.js";
import { COMPLAINT_TEMPLATE, POST_SERVICE_TEMPLATE, VERIFICATION_TEMPLATE } from "./service.js";

export type { SurveyTemplate } from "./blocks.js";

/**
 * Questionnaires to start from, each in both languages, with nothing preselected and optional open text.
 *
 * @example
 * surveyTemplates().map((template) => template.code)
 * // => ["csat", "nps", "ces", "ratio", "post_service", "complaint_followup", "verification"]
 */
export function surveyTemplates(): readonly SurveyTemplate[] {
  return [CSAT_TEMPLATE, NPS_TEMPLATE, CES_TEMPLATE, RATIO_TEMPLATE, POST_SERVICE_TEMPLATE, COMPLAINT_TEMPLATE, VERIFICATION_TEMPLATE];
}

/** Asked of the customer before a case closes: `solved` (yes, partly, no) and `satisfaction` (CSAT 1–5). */
export const VERIFICATION_SURVEY: SurveyDefinition = VERIFICATION_TEMPLATE.definition;
