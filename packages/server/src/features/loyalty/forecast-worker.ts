import { parentPort, workerData } from "node:worker_threads";
import { type ForecastOrder, forecast } from "./fit-forecast.js";

// a thread of its own: seconds of arithmetic must not make answers wait
parentPort?.postMessage(forecast(workerData as ForecastOrder));
