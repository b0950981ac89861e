import type { Query } from "@manyi/core/metrics";
import { compileDimension, compileScored } from "./compile-score.js";
import { compileQuality, compileWhere, Parameters, whole } from "./compile-where.js";

/** How cells of two nodes become one. */
export type Combine = "sum" | "min" | "max";
/** One portable statement: keys first, then partial aggregates. */
export type Statement = {
  readonly sql: string;
  readonly params: readonly string[];
  readonly keys: number;
  readonly columns: readonly { readonly name: string; readonly combine: Combine }[];
};

/** An inner select with the keys as k0, k1 …, the weight as w and the given expressions. */
export function select(query: Query, expressions: Readonly<Record<string, string>>) {
  const parameters = new Parameters();
  const keys = query.by.map((dimension, i) => `${compileDimension(dimension, query.where)} as k${i}`);
  const columns = Object.entries(expressions).map(([name, expression]) => `${expression} as ${name}`);
  const weight = query.weighted ? ["cast(weight as double precision) as w"] : [];
  const where = [
    compileWhere(query.tenantId, query.where, parameters),
    ...compileScored(query.where),
    ...(query.measure.kind === "voices" ? [] : [compileQuality(query.where.quality)]),
  ];
  const listed = [...keys, ...columns, ...weight];
  return { from: `select ${listed.join(", ")} from voices ${mentions(query)}where ${where.join(" and ")}`, params: parameters.values };
}

/** A voice once for each of its topics, or once with what its comment says as a whole; nothing when neither is told apart. */
function mentions({ by, tenantId }: Query): string {
  const isByTopic = by.includes("topic");
  if (!isByTopic && !by.includes("sentiment")) return "";
  const columns = "voice_id as mentioned_in, topic_id as mentioned, sentiment as side";
  const which = isByTopic ? "topic_id <> 0" : "topic_id = 0";
  return `inner join (select ${columns} from voice_topics where tenant_id = ${whole(tenantId)} and ${which}) as m on mentioned_in = id `;
}

export function statement(
  query: Query,
  source: { from: string; params: readonly string[] },
  aggregates: readonly (readonly [name: string, expression: string, combine?: Combine])[],
  extra: { readonly where?: string; readonly keys?: readonly string[] } = {},
): Statement {
  const keys = [...query.by.map((_, i) => `k${i}`), ...(extra.keys ?? [])];
  // names of their own: ClickHouse reads an alias wherever the same name stands, also inside the next sum
  const columns = aggregates.map(([name, expression]) => `cast(${expression} as double precision) as o_${name}`);
  const where = extra.where === undefined ? "" : ` where ${extra.where}`;
  const group = keys.length === 0 ? "" : ` group by ${keys.join(", ")}`;
  return {
    sql: `select ${[...keys, ...columns].join(", ")} from (${source.from}) as t${where}${group}`,
    params: source.params,
    keys: keys.length,
    columns: aggregates.map(([name, , combine]) => ({ name, combine: combine ?? "sum" })),
  };
}

/** The only surveys a question looks at, when known. */
export function surveysIn(query: Query): readonly number[] | null {
  return query.where.surveys ?? null;
}
