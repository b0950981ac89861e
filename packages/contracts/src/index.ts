import { ai } from "./ai.js";
import { analysis } from "./analysis.js";
import { attributes } from "./attributes.js";
import { cases } from "./cases.js";
import { checks } from "./checks.js";
import { contacts } from "./contacts.js";
import { expectation } from "./expectation.js";
import { expectationSources } from "./expectation-sources.js";
import { feedback } from "./feedback.js";
import { figures, live } from "./figures.js";
import { findings } from "./findings.js";
import { imports } from "./imports.js";
import { interviews } from "./interviews.js";
import { metrics } from "./metrics.js";
import { notes } from "./notes.js";
import { audit, keys, messages, org } from "./organisation.js";
import { population } from "./population.js";
import { quality } from "./quality.js";
import { readingQuality } from "./reading-quality.js";
import { session } from "./session.js";
import { sources } from "./sources.js";
import { suggestions } from "./suggestions.js";
import { responses, surveys } from "./surveys.js";
import { taxonomy } from "./taxonomy.js";
import { themes } from "./themes.js";
import { trends } from "./trends.js";
import { views } from "./views.js";
import { voices } from "./voices.js";

/** The one route table: server registration, typed client and OpenAPI come from it. */
export const api = {
  session,
  org,
  surveys,
  responses,
  voices,
  figures,
  views,
  analysis,
  attributes,
  expectation,
  trends,
  metrics,
  population,
  live,
  cases,
  feedback,
  contacts,
  sources,
  expectationSources,
  findings,
  imports,
  messages,
  keys,
  audit,
  quality,
  notes,
  suggestions,
  checks,
  interviews,
  themes,
  taxonomy,
  readingQuality,
  ai,
} as const;

export * from "./ai.js";
export * from "./analysis.js";
export * from "./cases.js";
export * from "./checks.js";
export * from "./client.js";
export * from "./common.js";
export * from "./contacts.js";
export * from "./errors.js";
export * from "./expectation.js";
export * from "./expectation-sources.js";
export * from "./feedback.js";
export * from "./figures.js";
export * from "./findings.js";
export * from "./imports.js";
export * from "./interviews.js";
export * from "./metrics.js";
export * from "./notes.js";
export * from "./organisation.js";
export * from "./population.js";
export * from "./quality.js";
export * from "./reading-quality.js";
export * from "./route.js";
export * from "./session.js";
export * from "./sources.js";
export * from "./suggestions.js";
export * from "./surveys.js";
export * from "./taxonomy.js";
export * from "./themes.js";
export * from "./trends.js";
export * from "./views.js";
export * from "./voices.js";
