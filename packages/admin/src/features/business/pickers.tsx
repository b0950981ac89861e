import type { BusinessFigure } from "@manyi/contracts";
import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UnitFilter } from "../../figures/unit-filter.js";
import { useFormat } from "../../format/index.js";
import { useMetricChoices } from "../trends/index.js";
import { type LinkageSearch, spans } from "./search.js";
import "../../figures/filter-bar.css";

/** Metric, business figure, length of a period and how far back: what both charts are made of. */
export function Pickers(props: {
  readonly search: LinkageSearch;
  readonly figure: BusinessFigure;
  readonly figures: readonly BusinessFigure[];
  readonly onChange: (part: LinkageSearch) => void;
  /** whether it looks at all units below the chosen one */
  readonly narrows?: boolean;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { groups } = useMetricChoices();
  const { search, figure, figures, onChange, narrows = false, children } = props;
  const label = (name: string) => <span className="filter-label">{t(`picker.${name}`)}</span>;
  return (
    <div className="business-pickers">
      <Select
        aria-label={t("picker.metric")}
        prefix={label("metric")}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={search.metric ?? "nps"}
        options={[...groups]}
        onChange={(metric: string) => onChange({ metric: metric === "nps" ? undefined : metric, lag: undefined })}
      />
      <Select
        aria-label={t("picker.figure")}
        prefix={label("figure")}
        popupMatchSelectWidth={false}
        value={figure.id}
        options={figures.map(({ id, name }) => ({ value: id, label: format.words(name) }))}
        onChange={(id: string) => onChange({ figure: id, lag: undefined, ...(search.control === id ? { control: undefined } : {}) })}
      />
      <Select<"month" | "quarter">
        aria-label={t("picker.by")}
        prefix={label("by")}
        popupMatchSelectWidth={false}
        value={search.by ?? "month"}
        options={(["month", "quarter"] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
        onChange={(by) => onChange({ by: by === "month" ? undefined : by, lag: undefined })}
      />
      <Select<12 | 24 | 36>
        aria-label={t("picker.span")}
        prefix={label("span")}
        popupMatchSelectWidth={false}
        value={search.months ?? 24}
        options={spans.map((value) => ({ value, label: t("spanOf", { count: value }) }))}
        onChange={(months) => onChange({ months: months === 24 ? undefined : months, lag: undefined })}
      />
      {narrows ? (
        <UnitFilter
          label={t("picker.unit")}
          whole={t("picker.whole")}
          unit={search.unit}
          onUnit={(unit) => onChange({ unit, lag: undefined })}
        />
      ) : null}
      {children}
    </div>
  );
}
