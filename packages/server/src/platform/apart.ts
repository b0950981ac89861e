import { Worker } from "node:worker_threads";

/**
 * Does a work of seconds in a thread of its own, so that answers do not wait for it. Sources that were not built, as in tests, work where
 * they stand.
 *
 * @param file the built module that posts what `work` returns for its `workerData`
 * @throws whatever the work throws
 */
export function apart<Order, Result>(file: URL, order: Order, work: (order: Order) => Result): Promise<Result> {
  if (import.meta.url.endsWith(".ts")) return new Promise((resolve) => resolve(work(order)));
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: order });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`${file.pathname} ended with ${code}`)));
  });
}
