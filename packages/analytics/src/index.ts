export { compileQuery } from "./compile.js";
export { drawVoices } from "./draw.js";
export { createDuckNode, type DuckNode, type DuckNodeOptions } from "./duckdb-node.js";
export { mergePartials, type Partial, runQuery } from "./merge.js";
export { type AnalyticsNode, createPostgresNode, type RunSql, type Value } from "./node.js";
export { PROJECTION_COLUMNS, type ProjectedReading, type ProjectedVoice } from "./projection.js";
export { type Batch, createProjector, type Projector, type ProjectorOptions, type ReadBatch } from "./projector.js";
export type { Combine, Statement } from "./statement.js";
export type { LateChange } from "./write-voices.js";
