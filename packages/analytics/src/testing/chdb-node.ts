import type { AnalyticsNode, Value } from "../node.js";
import { MENTION_COLUMNS, PROJECTION_COLUMNS, type ProjectedReading, type ProjectedVoice } from "../projection.js";

type Session = { query(sql: string, format: string): string; close(): void };

const TYPES = {
  smallint: "Nullable(Int16)",
  integer: "Nullable(Int32)",
  varchar: "Nullable(String)",
  float: "Float32",
  uuid: "Nullable(UUID)",
  "smallint[]": "Array(Nullable(Int16))",
} as const;
/** What makes ClickHouse keep SQL's nulls. */
const SETTINGS = "settings cast_keep_nullable = 1, output_format_json_quote_64bit_integers = 0, aggregate_functions_null_for_empty = 0";

/**
 * ClickHouse in process, where somebody has installed it: half a gigabyte that nobody needs who does not work on this dialect. It answers
 * the same text as the others.
 *
 * @returns `null` where chDB is not installed
 */
export async function findChdbNode(
  voices: readonly ProjectedVoice[],
  readings: readonly ProjectedReading[] = [],
): Promise<AnalyticsNode | null> {
  // a name the compiler does not look up: the package is no dependency
  const name: string = "chdb";
  const chdb = (await import(/* @vite-ignore */ name).catch(() => null)) as { Session: new () => Session } | null;
  if (chdb === null) return null;
  const session = new chdb.Session();
  session.query("create database manyi", "CSV");
  const columns = PROJECTION_COLUMNS.map(([column, type]) => `${column} ${TYPES[type]}`).join(", ");
  session.query(`create table manyi.voices (${columns}) engine = MergeTree order by tuple()`, "CSV");
  for (let start = 0; start < voices.length; start += 500) {
    const rows = voices.slice(start, start + 500).map((voice) => JSON.stringify(voice));
    session.query(`insert into manyi.voices format JSONEachRow ${rows.join("\n")}`, "CSV");
  }
  const mentions = MENTION_COLUMNS.map(([column, type]) => `${column} ${TYPES[type]}`).join(", ");
  session.query(`create table manyi.voice_topics (${mentions}) engine = MergeTree order by tuple()`, "CSV");
  const said = readings.flatMap(({ tenant_id, voice_id, topics }) =>
    topics.map(([topic_id, sentiment]) => JSON.stringify({ tenant_id, voice_id, topic_id, sentiment })),
  );
  for (let start = 0; start < said.length; start += 500) {
    session.query(`insert into manyi.voice_topics format JSONEachRow ${said.slice(start, start + 500).join("\n")}`, "CSV");
  }
  return {
    kind: "clickhouse",
    async run(sql, params) {
      const written = sql
        .replaceAll(/ from (voices|voice_topics) /g, " from manyi.$1 ")
        .replace(/\$(\d+)/g, (_, n) => quoted(params[Number(n) - 1]!));
      const answer = session.query(`${written} ${SETTINGS}`, "JSONCompact");
      return (JSON.parse(answer) as { data: Value[][] }).data;
    },
    close: async () => session.close(),
  };
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
