import * as foundation from "./0001-foundation.js";
import * as reading from "./0002-reading.js";
import * as themes from "./0003-themes.js";
import * as savedViews from "./0004-saved-views.js";
import * as findings from "./0005-findings.js";
import * as population from "./0006-population.js";
import * as feedback from "./0007-feedback.js";
import * as fieldwork from "./0008-fieldwork.js";

/** One step of the database's history: forward only, never edited once released. */
export type Migration = { readonly name: string; readonly up: string };

/** Every step in order; a new one goes at the end. */
export const MIGRATIONS: readonly Migration[] = [foundation, reading, themes, savedViews, findings, population, feedback, fieldwork];
