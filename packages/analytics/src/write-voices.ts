import {
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  DuckDBUUIDValue,
  type DuckDBValue,
  FLOAT,
  INTEGER,
  LIST,
  listValue,
  SMALLINT,
  UUID,
  VARCHAR,
} from "@duckdb/node-api";
import { DUCK_COLUMNS, type PROJECTION_COLUMNS, type ProjectedVoice, readerOf } from "./projection.js";

const TYPES: Readonly<Record<(typeof PROJECTION_COLUMNS)[number][1], DuckDBType>> = {
  smallint: SMALLINT,
  integer: INTEGER,
  varchar: VARCHAR,
  float: FLOAT,
  uuid: UUID,
  "smallint[]": LIST(SMALLINT),
};
/** DuckDB's vector size: the rows of one data chunk. */
const CHUNK = 2048;

/** A voice that changed after it was projected: its new quality or weight, or gone altogether. */
export type LateChange =
  | { readonly kind: "quality"; readonly tenantId: number; readonly id: string; readonly quality: string }
  | { readonly kind: "removed"; readonly tenantId: number; readonly id: string }
  | { readonly kind: "import removed"; readonly tenantId: number; readonly importId: string }
  | { readonly kind: "tenant removed"; readonly tenantId: number }
  /** what each voice of some days of a survey weighs now */
  | { readonly kind: "weights"; readonly tenantId: number; readonly weights: readonly (readonly [id: string, weight: number])[] };

/** Appends voices in whole chunks; 1 000 000 take a few seconds. Runs inside the caller's transaction. */
export async function appendVoices(connection: DuckDBConnection, voices: readonly ProjectedVoice[]): Promise<void> {
  if (voices.length === 0) return;
  const appender = await connection.createAppender("voices");
  try {
    const types = DUCK_COLUMNS.map(([, type]) => TYPES[type]);
    for (let start = 0; start < voices.length; start += CHUNK) {
      const rows = voices.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create(types, rows.length);
      DUCK_COLUMNS.forEach(([name], i) => {
        chunk.setColumnValues(i, columnOf(name, rows));
      });
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

function columnOf(name: string, rows: readonly ProjectedVoice[]): DuckDBValue[] {
  const read = readerOf(name);
  if (name === "id" || name === "import_id") return rows.map((row) => uuidOf(row[name]));
  return rows.map((row) => {
    const value = read(row);
    return typeof value === "object" && value !== null ? listValue([...value]) : value;
  });
}

/** A uuid as DuckDB takes it. */
export function uuidOf(text: string | null): DuckDBValue {
  return text === null ? null : DuckDBUUIDValue.fromUint128(BigInt(`0x${text.replaceAll("-", "")}`));
}

/**
 * Applies late changes of one batch together: one pass over the ids for all of them, and blocks whose ids lie elsewhere are skipped.
 * Applying them again changes nothing.
 */
export async function applyLateChanges(connection: DuckDBConnection, changes: readonly LateChange[]): Promise<void> {
  for (const change of changes) {
    if (change.kind === "import removed") {
      const importId = uuidOf(change.importId);
      await connection.run("delete from voices where tenant_id = $1 and import_id = $2", [change.tenantId, importId], [SMALLINT, UUID]);
    }
    if (change.kind === "tenant removed") {
      for (const table of ["voices", "voice_topics"])
        await connection.run(`delete from ${table} where tenant_id = $1`, [change.tenantId], [SMALLINT]);
    }
  }
  await applyWeights(connection, changes);
  // the last word on a voice counts
  const byVoice = new Map<string, { tenantId: number; id: string; quality: string | null }>();
  for (const change of changes) {
    if (change.kind === "quality") byVoice.set(`${change.tenantId} ${change.id}`, change);
    if (change.kind === "removed") byVoice.set(`${change.tenantId} ${change.id}`, { ...change, quality: null });
  }
  const latest = [...byVoice.values()];
  if (latest.length === 0) return;
  const appender = await connection.createAppender("late_changes");
  for (let start = 0; start < latest.length; start += CHUNK) {
    const rows = latest.slice(start, start + CHUNK);
    const chunk = DuckDBDataChunk.create([SMALLINT, UUID, VARCHAR], rows.length);
    chunk.setColumnValues(
      0,
      rows.map((row) => row.tenantId),
    );
    chunk.setColumnValues(
      1,
      rows.map((row) => uuidOf(row.id)),
    );
    chunk.setColumnValues(
      2,
      rows.map((row) => row.quality),
    );
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
  const same = "voices.id = c.id and voices.tenant_id = c.tenant_id";
  await connection.run(`update voices set quality = c.quality from late_changes as c where ${same} and c.quality is not null`);
  await connection.run(`delete from voices using late_changes as c where ${same} and c.quality is null`);
  const mention = "voice_topics.voice_id = c.id and voice_topics.tenant_id = c.tenant_id";
  await connection.run(`delete from voice_topics using late_changes as c where ${mention} and c.quality is null`);
  await connection.run("delete from late_changes");
}

/** Weights come by whole surveys: one pass for all of them, a later word on a voice replacing an earlier one. */
async function applyWeights(connection: DuckDBConnection, changes: readonly LateChange[]): Promise<void> {
  for (const change of changes) {
    if (change.kind !== "weights" || change.weights.length === 0) continue;
    const appender = await connection.createAppender("late_weights");
    for (let start = 0; start < change.weights.length; start += CHUNK) {
      const rows = change.weights.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create([SMALLINT, UUID, FLOAT], rows.length);
      chunk.setColumnValues(
        0,
        rows.map(() => change.tenantId),
      );
      chunk.setColumnValues(
        1,
        rows.map(([id]) => uuidOf(id)),
      );
      chunk.setColumnValues(
        2,
        rows.map(([, weight]) => weight),
      );
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
    appender.closeSync();
    await connection.run(
      "update voices set weight = c.weight from late_weights as c where voices.id = c.id and voices.tenant_id = c.tenant_id and voices.weight <> c.weight",
    );
    await connection.run("delete from late_weights");
  }
}
