import { parentPort, workerData } from "node:worker_threads";
import { type TrainingOrder, train } from "./train.js";

// a thread of its own: seconds of arithmetic must not make answers wait
parentPort?.postMessage(train(workerData as TrainingOrder));
