import type { AnalyticsNode, Value } from "./node.js";

type Rows = readonly (readonly Value[])[];
/** What a node was asked at its present version, oldest first. */
type Known = { version: number; values: number; answers: Map<string, { readonly rows: Promise<Rows>; size: number }> };

/** Numbers kept per node: a few megabytes. */
const MOST_VALUES = 500_000;
const MOST_ANSWERS = 500;

const known = new WeakMap<AnalyticsNode, Known>();

/**
 * Asks a node, or takes the answer it is giving or has given to the same question, as long as nothing was written since: pages ask the
 * same base several times over, and several readers open the same page. What is written afterwards is never missed, because an answer is
 * kept only for the version it was asked at.
 */
export function askOnce(node: AnalyticsNode, sql: string, params: readonly string[]): Promise<Rows> {
  const version = node.version?.();
  if (version === undefined) return node.run(sql, params);
  const kept = at(node, version);
  const question = JSON.stringify([sql, params]);
  const found = kept.answers.get(question);
  if (found !== undefined) return found.rows;
  const answer = { rows: node.run(sql, params), size: 0 };
  kept.answers.set(question, answer);
  answer.rows.then(
    (rows) => {
      if (kept.answers.get(question) !== answer) return;
      answer.size = rows.length * (rows[0]?.length ?? 0);
      kept.values += answer.size;
      makeRoom(kept);
    },
    () => kept.answers.delete(question),
  );
  return answer.rows;
}

function at(node: AnalyticsNode, version: number): Known {
  const kept = known.get(node);
  if (kept?.version === version) return kept;
  const empty: Known = { version, values: 0, answers: new Map() };
  known.set(node, empty);
  return empty;
}

function makeRoom(kept: Known): void {
  for (const [question, { size }] of kept.answers) {
    if (kept.values <= MOST_VALUES && kept.answers.size <= MOST_ANSWERS) return;
    kept.answers.delete(question);
    kept.values -= size;
  }
}
