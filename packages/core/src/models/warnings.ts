import type { PathModel } from "./path-model.js";
import type { PlsModel } from "./pls.js";

/** What to doubt in a fitted model. `latent`, `item` and `other` name what it is about. */
export interface ModelWarning {
  readonly code:
    | "NOT_CONVERGED"
    | "SMALL_BASE"
    | "LOW_ALPHA"
    | "LOW_COMPOSITE_RELIABILITY"
    | "LOW_AVE"
    | "LOW_LOADING"
    | "NEGATIVE_WEIGHT"
    | "CROSS_LOADING"
    | "NOT_DISTINCT";
  readonly latent?: string;
  readonly item?: string;
  readonly other?: string;
  readonly value?: number;
}

/** Reliability from 0.7, variance extracted from 0.5, HTMT up to 0.9, loadings from 0.4; ten answers per arrow or item and 100. */
export const MIN_RELIABILITY = 0.7;
export const MIN_AVE = 0.5;
export const MAX_HTMT = 0.9;
export const MIN_LOADING = 0.4;
export const MIN_MODEL_BASE = 100;

/**
 * Answers a model needs: ten for each item of the largest block or each arrow into one latent, and at least 100.
 * @example
 * neededBase({ latents: [{ name: "A", items: ["a"] }, { name: "B", items: ["b"] }], paths: [["A", "B"]] }) // => 100
 */
export function neededBase({ latents, paths }: PathModel): number {
  const blocks = latents.map((latent) => latent.items.length);
  const arrows = latents.map((latent) => paths.filter(([, to]) => to === latent.name).length);
  return Math.max(MIN_MODEL_BASE, 10 * Math.max(...blocks, ...arrows));
}

export function modelWarnings(result: Omit<PlsModel, "warnings">, model: PathModel): ModelWarning[] {
  const warnings: ModelWarning[] = [];
  if (!result.hasConverged) warnings.push({ code: "NOT_CONVERGED", value: result.iterations });
  if (result.n < neededBase(model)) warnings.push({ code: "SMALL_BASE", value: result.n });
  result.latents.forEach((latent, l) => {
    if (latent.items.length === 1) return;
    if (latent.alpha < MIN_RELIABILITY) warnings.push({ code: "LOW_ALPHA", latent: latent.name, value: latent.alpha });
    if (latent.compositeReliability < MIN_RELIABILITY) {
      warnings.push({ code: "LOW_COMPOSITE_RELIABILITY", latent: latent.name, value: latent.compositeReliability });
    }
    if (latent.ave < MIN_AVE) warnings.push({ code: "LOW_AVE", latent: latent.name, value: latent.ave });
    for (const item of latent.items) {
      if (item.loading < MIN_LOADING) warnings.push({ code: "LOW_LOADING", latent: latent.name, item: item.item, value: item.loading });
      if (item.weight < 0) warnings.push({ code: "NEGATIVE_WEIGHT", latent: latent.name, item: item.item, value: item.weight });
      const row = result.crossLoadings.find((one) => one.item === item.item)!.values;
      const other = row.findIndex((value, m) => m !== l && Math.abs(value) > Math.abs(item.loading));
      if (other >= 0) {
        warnings.push({
          code: "CROSS_LOADING",
          latent: latent.name,
          item: item.item,
          other: result.latents[other]!.name,
          value: row[other]!,
        });
      }
    }
  });
  for (const { a, b, value } of result.htmt) if (value > MAX_HTMT) warnings.push({ code: "NOT_DISTINCT", latent: a, other: b, value });
  return warnings;
}
