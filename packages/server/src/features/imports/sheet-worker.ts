import { parentPort, workerData } from "node:worker_threads";
import { sheetInChunks } from "./read-sheet.js";

// a thread of its own: a workbook of megabytes takes seconds to unpack, and answers must not wait for it
const next = await sheetInChunks(workerData as string);
parentPort?.on("message", () => parentPort?.postMessage(next()));
