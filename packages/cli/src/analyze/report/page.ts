import type { Analyzed } from "../analyze-file.js";
import type { Locale } from "../figures.js";
export function htmlReport(_: Analyzed, __: Locale): string {
  return "";
}
