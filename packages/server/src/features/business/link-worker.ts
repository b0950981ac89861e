import { parentPort, workerData } from "node:worker_threads";
import { linkLags } from "./link-lags.js";

// a thread of its own: with hundreds of units it takes seconds, and answers must not wait for it
parentPort?.postMessage(linkLags(workerData as Parameters<typeof linkLags>[0]));
