import type { ChecklistDefinition, ChecklistItem } from "@manyi/contracts";
import { type AuditScore, auditScore } from "@manyi/core/measures";

/** Answers an item may have, best first as they stand on the page. */
export const VALUES: Readonly<Record<ChecklistItem["scale"], readonly number[]>> = {
  half: [1, 0.5, 0],
  yes_no: [1, 0],
  five: [5, 4, 3, 2, 1],
};

/** An answer as a share of the best, 0–1. */
export function shareOf(scale: ChecklistItem["scale"], value: number): number {
  return scale === "five" ? (value - 1) / 4 : value;
}

/** The score so far, of the items already looked at; the server scores the whole once more. */
export function scoreSoFar(definition: ChecklistDefinition, values: Readonly<Record<string, number | null>>): AuditScore | null {
  const items = definition.sections.flatMap((section) => section.items);
  return auditScore(
    items.map(({ key, weight, scale, critical }) => {
      const value = values[key];
      return { weight, result: value === undefined || value === null ? null : shareOf(scale, value), isCritical: critical };
    }),
  );
}

/** Names an answer in the catalogue, `checks:value.half.part`. */
export function wordOf(value: number): "full" | "part" | "none" {
  return value >= 1 ? "full" : value > 0 ? "part" : "none";
}
