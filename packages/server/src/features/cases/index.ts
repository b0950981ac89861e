import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";
import { start } from "./watch.js";

export const cases: Feature = { routes, start };

export { type CaseHistory, insertHistories } from "./histories.js";
export { type Opened, openCase } from "./open-case.js";
export { managerOf, possibleOwners } from "./owners.js";
export { namesOf } from "./queries.js";
export { type CaseRow, eventsOf, lockCase, logOf } from "./record.js";
export { isForRule, openCaseOfVoice } from "./rule.js";
export { secretMatches } from "./secret.js";
export { termsOfCase, termsOfUnit, type UnitTerms } from "./service-levels.js";
export * as steps from "./steps.js";
export { tick } from "./watch.js";
