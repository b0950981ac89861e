import { Worker } from "node:worker_threads";
import type { Context } from "../../platform/context.js";
import { type Buyers, logOf } from "./buyers.js";
import { type Forecast, type ForecastOrder, forecast, type ModelName } from "./fit-forecast.js";
import { remember } from "./remember.js";

/** What the purchases let expect; worked out once for each version of the purchases. */
export function readForecast(ctx: Context, buyers: Buyers, model: ModelName): Promise<Forecast> {
  const { version, from, until, hasAmounts } = buyers;
  return remember(ctx.store, `forecast ${model} ${buyers.name}`, version, () =>
    forecastApart({ model, log: logOf(buyers), from, until, hasAmounts }),
  );
}

/** Fits in a thread of its own. Sources that were not built, as in tests, fit where they stand. */
function forecastApart(order: ForecastOrder): Promise<Forecast> {
  if (import.meta.url.endsWith(".ts")) return Promise.resolve(forecast(order));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./forecast-worker.js", import.meta.url), { workerData: order });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the forecast ended with ${code}`)));
  });
}
