/** One checked line of an `@example`: an expression, the statements before it, and what it should give. */
export interface Example {
  readonly code: string;
  readonly result: string | null;
  readonly throws: string | null;
}

/**
 * Finds the examples in the docstrings of a source text. A result is written `expression // => value`, on a line of its own after
 * a longer expression, or `expression // throws RangeError`. Statements stay in force for the lines that follow; what lives in another
 * directory is imported as a reader would: `import { … } from "@manyi/core/survey";`.
 */
export function findExamples(text: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(([comment]) => {
    const lines = comment
      .replace(/^\/\*\*/, "")
      .replace(/\*\/$/, "")
      .split("\n");
    const plain = lines.map((line) => line.replace(/^\s*\* ?/, "")).join("\n");
    return plain
      .split(/(?<=^|\s)@example\b/)
      .slice(1)
      .flatMap((block) => examplesOf(block.split(/\n\s*@\w+/)[0] ?? ""));
  });
}

function examplesOf(block: string): Example[] {
  const found: Example[] = [];
  let pending: string[] = [];
  for (const line of block.split("\n")) {
    if (/^\s*```/.test(line)) continue;
    const [, expression, kind, outcome] = /^(.*?)\/\/ (=>|throws) ?(.*)$/.exec(line) ?? [];
    if (kind === undefined || outcome === undefined) {
      if (line.trim() !== "") pending.push(line);
      continue;
    }
    const code = [...pending, expression].join("\n").trim();
    found.push(kind === "=>" ? { code, result: outcome, throws: null } : { code, result: null, throws: outcome.trim() });
    pending = pending.slice(0, endOfStatements(pending));
  }
  return found.length > 0 ? found : [{ code: block.trim(), result: null, throws: null }];
}

/** How many of the lines are whole statements; the rest is the expression under test. */
function endOfStatements(lines: readonly string[]): number {
  return lines.findLastIndex((line) => /;\s*$/.test(line) && !line.startsWith(" ")) + 1;
}

type Names = Readonly<Record<string, unknown>>;

/**
 * Runs an example; returns what is wrong with it, or `null` when it is true.
 *
 * @param names what is in scope
 * @param directories what each directory of core exports, for examples that import
 */
export function runExample(
  { code, result, throws }: Example,
  names: Names,
  directories: Readonly<Record<string, Names>> = {},
): string | null {
  if (result === null && throws === null) return `${code}: states no result`;
  let got: unknown;
  try {
    got = evaluate(code, { ...names, directories });
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error);
    return throws === name ? null : `${code}: threw ${String(error)}`;
  }
  if (result === null) return `${code}: did not throw ${throws}`;
  if (!isReadable(result)) return `${code}: the stated result cannot be read: ${result}`;
  const wrong = difference(got, evaluate(result, names));
  return wrong === null ? null : `${code}: ${wrong}`;
}

function evaluate(code: string, names: Names): unknown {
  const statements = code.split("\n");
  const last = endOfStatements(statements);
  const expression = statements.slice(last).join("\n").replace(/;\s*$/, "");
  const body = `"use strict";${plain(statements.slice(0, last).join("\n"))}\nreturn (${plain(expression)}\n);`;
  return new Function(...Object.keys(names), body)(...Object.values(names));
}

/**
 * Examples are TypeScript and results are written as they print: takes out non-null marks and the name before a typed array, and takes
 * imports from the directories at hand.
 */
function plain(code: string): string {
  const marks = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)|(?<=[)\]\w])!(?=[.[)\],;])|\bFloat64Array (?=\[)/g;
  return code
    .replace(marks, (_, text: string | undefined) => text ?? "")
    .replace(/^import (\{[^}]*\}) from "@manyi\/core\/(\w+)";$/gm, "const $1 = directories.$2;");
}

function isReadable(result: string): boolean {
  try {
    new Function(`return (${plain(result)}\n);`);
    return true;
  } catch {
    return false;
  }
}

/** How a value differs from the stated one, or `null`: keys exactly equal, numbers to the digits that are printed. */
export function difference(got: unknown, stated: unknown, path = "result"): string | null {
  if (got instanceof Float64Array) return difference(Array.from(got), stated, path);
  if (typeof stated === "number" && typeof got === "number") {
    return isAsPrinted(got, stated) ? null : `${path} got ${got}, stated ${stated}`;
  }
  if (typeof stated !== "object" || stated === null || typeof got !== "object" || got === null) {
    return Object.is(got, stated) ? null : `${path} got ${JSON.stringify(got)}, stated ${JSON.stringify(stated)}`;
  }
  if (Array.isArray(got) !== Array.isArray(stated)) return `${path} got ${JSON.stringify(got)}, stated ${JSON.stringify(stated)}`;
  const left = got as Record<string, unknown>;
  const right = stated as Record<string, unknown>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const wrong = key in left === key in right ? difference(left[key], right[key], `${path}.${key}`) : `${path}.${key} is only on one side`;
    if (wrong !== null) return `${wrong} in ${JSON.stringify(got)}`;
  }
  return null;
}

function isAsPrinted(got: number, stated: number): boolean {
  if (Object.is(got, stated)) return true;
  if (Math.abs(got - stated) <= 1e-12 * Math.abs(stated)) return true;
  const [mantissa = "", exponent = "0"] = stated.toExponential().split("e");
  const digits = mantissa.replace(/[-.]/g, "").length;
  if (digits < 4 || Number.isInteger(stated)) return false;
  const unit = 10 ** (Number(exponent) - digits + 1);
  return Math.abs(got - stated) <= 0.5 * unit * (1 + 1e-9);
}
