import type { Feature } from "../../platform/feature.js";
import { startProjection } from "./projection.js";
import { routes } from "./routes.js";

export const figures: Feature = { routes, start: async (services) => (await startProjection(services)).stop };

export { type Asked, ask } from "./ask.js";
export { readStatement } from "./base.js";
export { groupUnits } from "./breakdown.js";
export { type Break, incomparableDays, readBreaksOf } from "./breaks.js";
export { attributeNames, readCatalog } from "./catalog.js";
export { type Cells, cellAt, count, plan, regroup } from "./count.js";
export { type CrossTable, readCountsBySegment, readCrossTable, readCrossTables, readCrossTablesBySpan } from "./cross-table.js";
export { expectation } from "./expectation.js";
export { labelsOf, NONE, sideName } from "./labels.js";
export { askedTogether, type GroupedMoments, placeOf, readBestMoments, readMoments, readMomentsBySegment } from "./moments.js";
export { metricOf, setOf } from "./overview.js";
export { type Projection, projectionOf, startProjection } from "./projection.js";
export { refusedReleases } from "./released.js";
export { type Estimate, type Grouping, type Row, showEstimates, showFigures } from "./show.js";
export { countSpans, cutAt, readTimeline, type Span } from "./spans.js";
export { releaseSteps } from "./steps.js";
export { readUnits, type Unit, unitGroups, unitsBelow, unitsToCompare } from "./units.js";
