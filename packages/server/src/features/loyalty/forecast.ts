import { apart } from "../../platform/apart.js";
import type { Context } from "../../platform/context.js";
import type { Buyers } from "./buyers.js";
import { type Forecast, forecast, type ModelName } from "./fit-forecast.js";
import { columnsOf } from "./purchase-log.js";
import { remember } from "./remember.js";

/** What the purchases let expect; worked out once for each version of the purchases. */
export function readForecast(ctx: Context, buyers: Buyers, model: ModelName): Promise<Forecast> {
  const { version, from, until, hasAmounts } = buyers;
  return remember(ctx.store, `forecast ${model} ${buyers.name}`, version, () =>
    apart(new URL("./forecast-worker.js", import.meta.url), { model, columns: columnsOf(buyers), from, until, hasAmounts }, forecast),
  );
}
