import type { ChecklistDefinition, ChecklistItem } from "@manyi/contracts";
import { type AuditScore, auditScore } from "@manyi/core/measures";
import { AppError } from "../../platform/errors.js";

type Result = { readonly item: string; readonly value: number | null; readonly note?: string | undefined };

/** Answers an item may have, lowest first. */
const VALUES = { half: [0, 0.5, 1], yes_no: [0, 1], five: [1, 2, 3, 4, 5] } as const;

/**
 * The score of what was found; `null` when no item applied.
 *
 * @throws {AppError} INVALID_INPUT for an item left open, one twice or not of this list, or an answer not on its scale
 */
export function scoreOf(definition: ChecklistDefinition, results: readonly Result[]): AuditScore | null {
  const items = definition.sections.flatMap((section) => section.items);
  const given = new Map(results.map((result) => [result.item, result]));
  if (given.size !== results.length) throw fault("body.results", "有一项答了两次", "One item is answered twice");
  for (const { item } of results)
    if (!items.some(({ key }) => key === item)) throw fault("body.results", `检查表里没有「${item}」`, `“${item}” is not on this list`);
  return auditScore(
    items.map((item) => {
      const result = given.get(item.key);
      if (result === undefined) throw fault("body.results", `还没有查「${item.key}」`, `“${item.key}” has not been looked at`);
      return { weight: item.weight, result: shareOf(item, result.value), isCritical: item.critical };
    }),
  );
}

function shareOf({ key, scale, notApplicable }: ChecklistItem, value: number | null): number | null {
  const values: readonly number[] = VALUES[scale];
  if (value === null && notApplicable) return null;
  if (value === null || !values.includes(value)) throw fault("body.results", `「${key}」的结果不在选项里`, `“${key}” has no such answer`);
  return (value - values[0]!) / (values.at(-1)! - values[0]!);
}

function fault(path: string, zh: string, en: string): AppError {
  return new AppError("INVALID_INPUT", [{ path, "zh-CN": zh, en }]);
}
