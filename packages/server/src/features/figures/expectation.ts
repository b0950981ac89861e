import type { api, Filters } from "@manyi/contracts";
import type { Metric } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { ask } from "./ask.js";
import { readStatement } from "./base.js";
import { attributeNames } from "./catalog.js";
import { cellAt, count, plan } from "./count.js";
import { setOf } from "./overview.js";
import { showFigures } from "./show.js";

type Query = z.output<typeof api.figures.expectation.query>;
type Expectation = z.input<typeof api.figures.expectation.reply>;

/** Expectation, perception, gap and ratio per attribute; expectations asked afterwards can be left out or looked at alone. */
export async function expectation(ctx: Context, { recalled, ...filters }: Query): Promise<Expectation> {
  const asked = await ask(ctx, filters as Filters);
  const attributes = asked.catalog.attributes("paired").filter((code) => filters.attribute === undefined || code === filters.attribute);
  const planned = attributes.flatMap((attribute) => {
    const metric: Metric = { family: "ratio", attribute };
    const found = plan(asked, metric, recalled);
    return found === null ? [] : [{ metric, attribute, ...found }];
  });
  const periods = asked.compare === null ? [asked.period] : [asked.period, asked.compare];
  const [statement, nameOf, counted] = await Promise.all([
    readStatement(asked),
    attributeNames(ctx),
    Promise.all(planned.map(({ measure }) => count(asked, measure, ["period"], periods))),
  ]);
  const rows = planned.map(({ metric }, i) => ({
    metric,
    period: asked.period,
    now: cellAt(counted[i]!, [0]),
    before: asked.compare === null ? null : cellAt(counted[i]!, [1]),
    set: { ...setOf(asked, metric), metric: `ratio:${metric.attribute}:${recalled}` },
  }));
  const figures = await showFigures(asked, rows);
  return {
    statement,
    rows: planned.map(({ attribute, scale }, i) => {
      const figure = figures[i]!;
      const { e = null, p = null, recalled: recalledN = 0 } = figure.parts;
      return {
        attribute,
        label: nameOf(attribute),
        scale: scale!,
        e,
        p,
        gap: e === null || p === null ? null : p - e,
        figure,
        recalledN: recalledN ?? 0,
      };
    }),
  };
}
