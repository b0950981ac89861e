import type { Cell, Key, Query } from "@manyi/core/metrics";
import { askOnce } from "./ask-once.js";
import { cellsOf } from "./cells.js";
import { compileQuery } from "./compile.js";
import type { AnalyticsNode, Value } from "./node.js";
import type { Combine, Statement } from "./statement.js";

/** Added-up cells of one statement: keys and one number per column (`null`: nothing was seen, as in the smallest of no answers). */
export type Partial = { readonly keys: readonly Key[]; readonly values: readonly (number | null)[] };

/**
 * Asks every node and adds up what they counted. With one node this is the identity: one code path from laptop to cluster.
 *
 * @returns cells in no particular order; a question without dimensions has exactly one
 */
export async function runQuery(nodes: readonly AnalyticsNode[], query: Query): Promise<Cell[]> {
  if (nodes.length === 0) throw new RangeError("a query needs at least one node");
  const statements = compileQuery(query);
  const answers = await Promise.all(
    statements.map(async (statement) => {
      const parts = await Promise.all(nodes.map((node) => askOnce(node, statement.sql, statement.params)));
      return mergePartials(statement, parts);
    }),
  );
  return cellsOf(query, statements, answers);
}

/** Adds the rows of several nodes: same keys become one cell. The order of nodes and rows does not matter. */
export function mergePartials(statement: Statement, parts: readonly (readonly (readonly Value[])[])[]): Partial[] {
  const cells = new Map<string, { keys: Key[]; values: (number | null)[] }>();
  for (const row of parts.flat()) {
    const keys = row.slice(0, statement.keys);
    const values = row.slice(statement.keys).map((value) => (value === null ? null : Number(value)));
    const name = JSON.stringify(keys);
    const cell = cells.get(name);
    const added = cell === undefined ? values : statement.columns.map(({ combine }, i) => combined(combine, cell.values[i]!, values[i]!));
    cells.set(name, { keys, values: added });
  }
  return [...cells.values()];
}

function combined(combine: Combine, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  if (combine === "sum") return a + b;
  return combine === "min" ? Math.min(a, b) : Math.max(a, b);
}
