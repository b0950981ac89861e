import type { Figure } from "@manyi/contracts";
import { zOfLevel } from "@manyi/core/measures";
import type { Measurement, Metric, Recalled } from "@manyi/core/metrics";
import type { Scale } from "@manyi/core/survey";
import { type Asked, plan } from "../figures/index.js";

/** An attribute somebody asks as a pair, with what must be counted for it. */
export type PairedAttribute = { readonly attribute: string; readonly metric: Metric; readonly measure: Measurement; readonly scale: Scale };

/**
 * Attributes asked as expectation and perception in the surveys looked at.
 *
 * @throws {AppError} SCALE_MISMATCH when surveys ask one of them on different scales
 */
export function pairedAttributes(asked: Asked, recalled: Recalled): PairedAttribute[] {
  const { attribute: only } = asked.filters;
  return asked.catalog
    .attributes("paired")
    .filter((code) => only === undefined || code === only)
    .flatMap((attribute) => {
      const metric: Metric = { family: "ratio", attribute };
      const found = plan(asked, metric, recalled);
      return found === null ? [] : [{ attribute, metric, measure: found.measure, scale: found.scale! }];
    });
}

/** How a released set of pairs is written down: with and without recalled expectations are different sets. */
export function setName(attribute: string, recalled: Recalled): string {
  return `ratio:${attribute}:${recalled}`;
}

type Ends = { low: number; high: number };

/** Expectation, perception and gap of a figure, with their intervals where every person gave one pair. */
export function pairOf(figure: Figure) {
  const { e = null, p = null, recalled = 0, errorOfE = null, errorOfP = null, errorOfGap = null } = figure.parts;
  const gap = e === null || p === null ? null : p - e;
  return {
    e,
    p,
    gap,
    gapInterval: around(gap, errorOfGap),
    eInterval: around(e, errorOfE),
    pInterval: around(p, errorOfP),
    errorOfE,
    figure,
    recalledN: recalled ?? 0,
  };
}

function around(value: number | null, error: number | null): Ends | null {
  if (value === null || error === null) return null;
  const half = zOfLevel(0.95) * error;
  return { low: value - half, high: value + half };
}
