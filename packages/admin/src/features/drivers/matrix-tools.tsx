import { Button, InputNumber, Popover, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Drivers } from "./data.js";
import type { DriversSearch } from "./search.js";

/** By which importance the matrix stands, and where its lines cross. */
export function MatrixTools(props: {
  readonly data: Drivers;
  readonly search: DriversSearch;
  readonly onChange: (part: DriversSearch) => void;
}) {
  const { data, search, onChange } = props;
  const { t } = useTranslation("drivers");
  const { importance, crossImportance, crossPerformance } = search;
  const isRated = importance === "stated" && data.statedBy === "asked";
  // shares and weights are typed as percent
  const unit = isRated ? 1 : 100;
  const isFixed = crossImportance !== undefined || crossPerformance !== undefined;
  return (
    <span className="matrix-tools">
      <Select<"derived" | "stated">
        size="small"
        aria-label={t("matrix.by")}
        popupMatchSelectWidth={false}
        value={importance ?? "derived"}
        options={(["derived", "stated"] as const).map((value) => ({ value, label: t(`matrix.importance.${value}`) }))}
        onChange={(value) =>
          // a line that was set on the other axis means nothing on this one
          onChange({ importance: value === "stated" ? "stated" : undefined, crossImportance: undefined })
        }
      />
      <Popover
        trigger="click"
        title={t("matrix.cross")}
        content={
          <div className="matrix-cross-form">
            <span>{t("matrix.crossImportance")}</span>
            <InputNumber
              size="small"
              min={0}
              max={100}
              step={isRated ? 0.1 : 1}
              suffix={isRated ? undefined : "%"}
              aria-label={t("matrix.crossImportance")}
              placeholder={t("matrix.crossMean")}
              value={crossImportance === undefined ? null : Number((unit * crossImportance).toFixed(2))}
              onChange={(value) => onChange({ crossImportance: value === null ? undefined : value / unit })}
            />
            <span>{t("matrix.crossPerformance")}</span>
            <InputNumber
              size="small"
              min={0}
              max={10}
              step={0.1}
              aria-label={t("matrix.crossPerformance")}
              placeholder={t("matrix.crossMean")}
              value={crossPerformance ?? null}
              onChange={(value) => onChange({ crossPerformance: value ?? undefined })}
            />
            <Button size="small" disabled={!isFixed} onClick={() => onChange({ crossImportance: undefined, crossPerformance: undefined })}>
              {t("matrix.crossReset")}
            </Button>
          </div>
        }
      >
        <Button size="small">{t(isFixed ? "matrix.crossFixed" : "matrix.crossMeans")}</Button>
      </Popover>
    </span>
  );
}
