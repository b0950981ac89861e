import type { Format } from "../../format/index.js";
import type { historySteps } from "./search.js";

type Period = { readonly from: string; readonly to: string };

/** A month or a quarter by its name, `2026年3月`, `Q1 2026`; a week, and what was cut, by its days. */
export function periodName(period: Period, by: (typeof historySteps)[number], format: Format): string {
  const [year, month, day] = period.from.split("-").map(Number);
  if (by === "week" || day !== 1) return format.range(period);
  const quarter = Math.floor((month! - 1) / 3) + 1;
  if (by === "quarter") return format.locale === "en" ? `Q${quarter} ${year}` : `${year}年第${quarter}季度`;
  if (format.locale !== "en") return `${year}年${month}月`;
  return new Intl.DateTimeFormat("en", { year: "numeric", month: "short", timeZone: "UTC" }).format(Date.UTC(year!, month! - 1, 1));
}
