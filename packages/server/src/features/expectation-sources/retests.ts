import type { LocalText } from "@manyi/core/survey";
import type { Tables, Tx } from "@manyi/store";
import type { Selectable } from "kysely";
import type { Context } from "../../platform/context.js";
import { proposeFinding } from "../findings/index.js";

type Row = Pick<
  Selectable<Tables["expectation_sources"]>,
  "kind" | "label" | "attribute_code" | "from_day" | "to_day" | "value" | "base" | "low" | "high" | "newly_offered"
>;

/**
 * A delight that a competitor begins to offer may be a duty soon: each such attribute and competitor becomes one proposal to ask again which
 * tier it belongs to.
 *
 * @returns how many are new
 */
export async function proposeRetests(tx: Tx, ctx: Context, rows: readonly Row[], nameOf: (code: string) => LocalText): Promise<number> {
  let made = 0;
  for (const row of rows) {
    if (row.kind !== "competitor" || !row.newly_offered || row.attribute_code === null) continue;
    const name = nameOf(row.attribute_code);
    const title =
      ctx.locale === "en"
        ? `Ask again which tier “${name.en ?? row.attribute_code}” belongs to: ${row.label} now offers it`
        : `重测「${name["zh-CN"] ?? row.attribute_code}」的期望层级：${row.label} 开始提供`;
    const { isNew } = await proposeFinding(tx, ctx, {
      kind: "retest",
      attribute: row.attribute_code,
      title,
      competitor: row.label,
      period: { from: row.from_day, to: row.to_day },
      evidence: {
        method: "benchmark",
        n: row.base ?? 0,
        figures: [
          {
            code: "benchmark",
            value: row.value,
            interval: row.low === null || row.high === null ? null : { low: row.low, high: row.high },
            n: row.base ?? 0,
          },
        ],
        cautions: ["INDIRECT"],
      },
    });
    if (isNew) made += 1;
  }
  return made;
}
