import type { Figure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { kindOf } from "./metrics.js";

/** `95% 区间 +30 ~ +34`; says so where there is none. */
export function Interval({ figure }: { readonly figure: Pick<Figure, "metric" | "interval"> }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const { metric, interval } = figure;
  if (interval === null) return <span className="caption">{t("noInterval")}</span>;
  return (
    <span className="caption nowrap" title={t(`method.${interval.method}`, { defaultValue: "" })}>
      {t("interval", { level: Math.round(interval.level * 100), ends: format.interval(kindOf(metric), interval) })}
    </span>
  );
}
