import { type DuckDBConnection, DuckDBDataChunk, SMALLINT, UUID } from "@duckdb/node-api";
import type { ProjectedReading } from "./projection.js";
import { uuidOf } from "./write-voices.js";

/** DuckDB's vector size: the rows of one data chunk. */
const CHUNK = 2048;

/** Writes what comments say; what was known of a comment that was read or corrected anew is replaced. Runs inside the caller's transaction. */
export async function writeMentions(connection: DuckDBConnection, readings: readonly ProjectedReading[]): Promise<void> {
  const anew = readings.filter(({ isAnew }) => isAnew);
  if (anew.length > 0) await forget(connection, anew);
  const rows = readings.flatMap(({ tenant_id, voice_id, topics }) =>
    topics.map(([topic, side]) => [tenant_id, uuidOf(voice_id), topic, side] as const),
  );
  if (rows.length === 0) return;
  const appender = await connection.createAppender("voice_topics");
  try {
    for (let start = 0; start < rows.length; start += CHUNK) {
      const part = rows.slice(start, start + CHUNK);
      const chunk = DuckDBDataChunk.create([SMALLINT, UUID, SMALLINT, SMALLINT], part.length);
      for (const column of [0, 1, 2, 3] as const) {
        chunk.setColumnValues(
          column,
          part.map((row) => row[column]),
        );
      }
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

/** One pass over the blocks that can hold these ids. */
async function forget(connection: DuckDBConnection, readings: readonly ProjectedReading[]): Promise<void> {
  const appender = await connection.createAppender("late_changes");
  for (const { tenant_id, voice_id } of readings) {
    appender.appendSmallInt(tenant_id);
    appender.appendValue(uuidOf(voice_id), UUID);
    appender.appendNull();
    appender.endRow();
  }
  appender.flushSync();
  appender.closeSync();
  await connection.run(
    "delete from voice_topics using late_changes as c where voice_topics.voice_id = c.id and voice_topics.tenant_id = c.tenant_id",
  );
  await connection.run("delete from late_changes");
}
