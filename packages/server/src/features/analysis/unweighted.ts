import type { Filters } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "../figures/index.js";

/**
 * Parses a question of an analysis that counts people and knows no weights: Kano tables, thresholds, the ratio what-if, the preference
 * map. Whatever the address asks for, its statement says "unweighted", and so do its numbers.
 */
export function askUnweighted(ctx: Context, filters: Filters): Promise<Asked> {
  return ask(ctx, { ...filters, weighting: "none" });
}
