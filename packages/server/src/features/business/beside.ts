import type { api, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { readUnits, type Unit, unitsBelow } from "../figures/index.js";
import { findFigure } from "./definitions.js";
import { readExperience } from "./experience.js";
import { readOrigins } from "./origins.js";
import { byPeriod, readValues } from "./values.js";

type Query = z.output<typeof api.business.beside.query>;
type Beside = z.output<typeof api.business.beside.reply>;

/** The metric and the business figure of one unit over the same periods. Without a unit, or for one without values, the first below that has some. */
export async function beside(ctx: Context, id: string, query: Query): Promise<Beside> {
  const { metric, by, periods, ...filters } = query;
  const figure = await findFigure(ctx, id);
  const rows = await readValues(ctx, id);
  const withValues = new Set(rows.map(({ unit_id }) => unit_id));
  const units = await readUnits(ctx);
  const choice = units.filter((one) => withValues.has(one.id));
  const unit = chosenOf(units, choice, filters.unit);
  // what stands on the page is said of the unit that is shown
  const narrowed = { ...(filters as Filters), ...(unit === undefined ? {} : { unit: unit.id }) };
  const told = await readExperience(ctx, narrowed, { metric, by, periods }, () => (unit === undefined ? [] : [unit]));
  const values = new Map(byPeriod(rows, by, figure.rollup).flatMap((one) => (one.unitId === unit?.id ? [[one.key, one] as const] : [])));
  const figures = unit === undefined ? [] : told.figures.get(unit.id)!;
  const points = figures.map((shown, i) => {
    const { key, from, stretch } = told.spans[i]!;
    // a period that a changed question cuts in two has one value of the business
    const value = told.spans[i + 1]?.key === key ? undefined : values.get(key);
    return { start: isoDateOf(from), stretch, figure: shown, value: value?.value ?? null, entryId: value?.entries.at(-1) ?? null };
  });
  return {
    statement: told.statement,
    figure,
    metric,
    label: told.label,
    unit: unit === undefined ? null : { id: unit.id, name: unit.name },
    units: choice.map(({ id: one, name }) => ({ id: one, name })),
    points,
    breaks: [...told.breaks],
    origins: await readOrigins(
      ctx,
      [...values.values()].flatMap(({ entries }) => entries),
    ),
  };
}

/** The unit asked for, else the first with values of its own below it; one out of reach is found by nothing, and refused by the figures. */
function chosenOf(units: readonly Unit[], choice: readonly Unit[], wanted: number | undefined): Unit | undefined {
  const asked = units.find(({ id }) => id === wanted);
  if (wanted !== undefined && asked === undefined) return undefined;
  const within = asked === undefined ? choice : unitsBelow(units, asked);
  return within.filter((one) => choice.includes(one)).toSorted((a, b) => a.id - b.id)[0];
}
