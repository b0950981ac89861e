import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Hands memory back to the machine after a one-time heavy job, such as loading the demo: an idle V8 would keep its garbage for hours.
 * Takes some tens of milliseconds; not for use while answering.
 */
export function releaseMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // what the first round frees lets the second one empty whole pages
  collect();
  collect();
}
