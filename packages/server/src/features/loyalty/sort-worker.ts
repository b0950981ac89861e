import { parentPort, workerData } from "node:worker_threads";
import { sortBuyers } from "./sort-buyers.js";

// a thread of its own: a second of arithmetic must not make answers wait
parentPort?.postMessage(sortBuyers(workerData as Parameters<typeof sortBuyers>[0]));
