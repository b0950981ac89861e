import * as foundation from "./0001-foundation.js";
import * as reading from "./0002-reading.js";
import * as themes from "./0003-themes.js";
import * as savedViews from "./0004-saved-views.js";
import * as findings from "./0005-findings.js";
import * as population from "./0006-population.js";
import * as feedback from "./0007-feedback.js";
import * as fieldwork from "./0008-fieldwork.js";
import * as feedbackRouting from "./0009-feedback-routing.js";
import * as fieldworkLinks from "./0010-fieldwork-links.js";
import * as expectationSignals from "./0011-expectation-signals.js";
import * as pretest from "./0012-pretest.js";
import * as attributes from "./0013-attributes.js";
import * as textIndexes from "./0014-text-indexes.js";
import * as metricTargets from "./0015-metric-targets.js";
import * as maskedSearch from "./0016-masked-search.js";
import * as effectPlans from "./0017-effect-plans.js";
import * as samples from "./0018-samples.js";
import * as businessFigures from "./0019-business-figures.js";
import * as purchases from "./0020-purchases.js";
import * as quotas from "./0021-quotas.js";
import * as indexHistory from "./0022-index-history.js";
import * as voiceIndexes from "./0023-voice-indexes.js";

/** One step of the database's history: forward only, never edited once released. */
export type Migration = { readonly name: string; readonly up: string };

/** Every step in order; a new one goes at the end. */
export const MIGRATIONS: readonly Migration[] = [
  foundation,
  reading,
  themes,
  savedViews,
  findings,
  population,
  feedback,
  fieldwork,
  feedbackRouting,
  fieldworkLinks,
  expectationSignals,
  pretest,
  attributes,
  textIndexes,
  metricTargets,
  maskedSearch,
  effectPlans,
  samples,
  businessFigures,
  purchases,
  quotas,
  indexHistory,
  voiceIndexes,
];
