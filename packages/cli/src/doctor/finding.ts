import type { Words } from "../words.js";

/** What one check saw. A warning works today and will hurt later; a failure hurts now. Both say why and what to do. */
export type Finding =
  | { readonly state: "ok"; readonly saw: Words }
  | { readonly state: "warning" | "failure"; readonly saw: Words; readonly cause: Words; readonly cure: Words };

/** One thing the doctor looks at. A check that throws is a failure with the error as its cause. */
export type Check = { readonly name: Words; readonly look: () => Promise<Finding> };

/** Everything is as it should be. */
export function fine(chinese: string, english: string): Finding {
  return { state: "ok", saw: { "zh-CN": chinese, en: english } };
}
