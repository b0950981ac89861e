import type { CompiledModel } from "./pls-core.js";

export interface QualityOfLatent {
  /** Standardised Cronbach α 克朗巴哈系数; 1 for a single item. */
  readonly alpha: number;
  /** Composite reliability ρc 组合信度. */
  readonly compositeReliability: number;
  /** Average variance extracted 平均方差抽取量. */
  readonly ave: number;
}

/** Reliability and validity of the blocks, from item correlations and loadings. */
export function measureQuality(compiled: CompiledModel, r: Float64Array, crossLoadings: Float64Array) {
  const { start, model } = compiled;
  const k = compiled.items.length;
  const latents = model.latents.length;
  const within = model.latents.map((_, l) => {
    let sum = 0;
    let absolute = 0;
    let pairs = 0;
    for (let a = start[l]!; a < start[l + 1]!; a++) {
      for (let b = start[l]!; b < a; b++) {
        sum += r[a * k + b]!;
        absolute += Math.abs(r[a * k + b]!);
        pairs++;
      }
    }
    return pairs > 0 ? { mean: sum / pairs, absolute: absolute / pairs } : null;
  });
  const byLatent = model.latents.map((latent, l): QualityOfLatent => {
    const size = latent.items.length;
    let sum = 0;
    let squares = 0;
    for (let a = start[l]!; a < start[l + 1]!; a++) {
      const loading = crossLoadings[a * latents + l]!;
      sum += loading;
      squares += loading * loading;
    }
    const mean = within[l]?.mean;
    return {
      alpha: mean === undefined ? 1 : (size * mean) / (1 + (size - 1) * mean),
      compositeReliability: sum ** 2 / (sum ** 2 + size - squares),
      ave: squares / size,
    };
  });
  const htmt: { a: string; b: string; value: number }[] = [];
  for (let l = 0; l < latents; l++) {
    for (let m = l + 1; m < latents; m++) {
      const [first, second] = [within[l], within[m]];
      if (!first || !second) continue;
      let between = 0;
      for (let a = start[l]!; a < start[l + 1]!; a++) for (let b = start[m]!; b < start[m + 1]!; b++) between += Math.abs(r[a * k + b]!);
      const pairs = (start[l + 1]! - start[l]!) * (start[m + 1]! - start[m]!);
      htmt.push({
        a: model.latents[l]!.name,
        b: model.latents[m]!.name,
        value: between / pairs / Math.sqrt(first.absolute * second.absolute),
      });
    }
  }
  return { byLatent, htmt };
}
