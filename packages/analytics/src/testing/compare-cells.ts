import type { Cell } from "@manyi/core/metrics";

/** What differs between two lists of cells, in sentences; whole numbers must be equal, weighted sums to 12 digits. Order is free. */
export function differences(got: readonly Cell[], expected: readonly Cell[]): string[] {
  const named = (cells: readonly Cell[]) => new Map(cells.filter(isSeen).map((cell) => [JSON.stringify(cell.keys), cell.counts]));
  const [a, b] = [named(got), named(expected)];
  const found: string[] = [];
  for (const name of new Set([...a.keys(), ...b.keys()])) differ(a.get(name), b.get(name), name, found);
  return found;
}

/** Engines name no group in which nobody answered. */
function isSeen({ counts }: Cell): boolean {
  if (counts.kind === "levels") return counts.counts.some((count) => count > 0);
  if (counts.kind === "moments") return counts.n > 0;
  return counts.kind === "voices" ? counts.n + counts.excluded + counts.flagged > 0 : counts.n > 0;
}

function differ(got: unknown, expected: unknown, path: string, found: string[]): void {
  if (typeof expected === "number" && typeof got === "number") {
    const allowed = Number.isInteger(expected) ? 1e-9 : 1e-12 * Math.max(1, Math.abs(expected)) * 1000;
    if (!(Math.abs(got - expected) <= allowed)) found.push(`${path}: got ${got}, expected ${expected}`);
  } else if (typeof expected === "object" && expected !== null && typeof got === "object" && got !== null) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      differ((got as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key], `${path}.${key}`, found);
    }
  } else if (got !== expected) found.push(`${path}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`);
}
