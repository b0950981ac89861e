import { api, type ImportJob, type Target } from "@manyi/contracts";
import { CURRENCIES, PRICE_STEPS } from "@manyi/core/survey";
import { AutoComplete, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { type MappingFault, meaningOf, meanings, targetFor } from "./mapping.js";

type Column = ImportJob["columns"][number];
const dates = ["iso", "ymd", "dmy", "mdy", "year", "year_month", "excel"] as const;

/** One column: its name, what stands in it, what it means and why that was suggested. */
export function ColumnRow(props: {
  readonly column: Column;
  readonly isSuggested: boolean;
  readonly fault: MappingFault["code"] | undefined;
  readonly onChange: (target: Target) => void;
}) {
  const { t } = useTranslation("imports");
  const { column, isSuggested, fault, onChange } = props;
  const meaning = meaningOf(column.target);
  return (
    <li className="import-column" data-ignored={meaning === "ignore"}>
      <div>
        <p className="strong">{column.name}</p>
        <p className="caption">{column.samples.length === 0 ? t("columns.empty") : column.samples.join(t("columns.comma"))}</p>
      </div>
      <div className="import-meaning">
        <Select
          aria-label={t("columns.meaning", { name: column.name })}
          value={meaning}
          popupMatchSelectWidth={false}
          options={meanings.map((value) => ({ value, label: t(`meaning.${value}`) }))}
          onChange={(value) => onChange(targetFor(value, column))}
        />
        <Details column={column} onChange={onChange} />
      </div>
      <p className="caption import-why">
        {fault === undefined ? (
          isSuggested ? (
            t(`why.${column.why}`, { defaultValue: t("why.unclear") })
          ) : (
            t("why.chosen")
          )
        ) : (
          <span className="worse">{t(`mappingFault.${fault}`)}</span>
        )}
      </p>
    </li>
  );
}

/** What some meanings still need: the attribute and scale of a rating, how a date is written. */
function Details({ column, onChange }: { readonly column: Column; readonly onChange: (target: Target) => void }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const { target } = column;
  if (target.to === "date") {
    return (
      <Select
        aria-label={t("columns.dateFormat", { name: column.name })}
        popupMatchSelectWidth={false}
        value={target.format}
        options={dates.map((value) => ({ value, label: t(`date.${value}`) }))}
        onChange={(value) => onChange({ to: "date", format: value })}
      />
    );
  }
  const attributes = (vocabulary?.attributes ?? []).map(({ code, name }) => ({ value: code, label: `${format.words(name)} (${code})` }));
  if (target.to === "kano") {
    return (
      <span className="import-rating">
        <AutoComplete
          aria-label={t("columns.attribute", { name: column.name })}
          value={target.attribute}
          options={attributes}
          onChange={(attribute) => onChange({ ...target, attribute: (attribute ?? "").slice(0, 60) })}
        />
        <Select
          aria-label={t("columns.order", { name: column.name })}
          popupMatchSelectWidth={false}
          value={target.order}
          options={(["likeFirst", "likeLast"] as const).map((value) => ({ value, label: t(`order.${value}`) }))}
          onChange={(order) => onChange({ ...target, order })}
        />
      </span>
    );
  }
  if (target.to === "price") {
    return (
      <span className="import-rating">
        <Select
          aria-label={t("columns.currency", { name: column.name })}
          popupMatchSelectWidth={false}
          value={target.currency}
          options={CURRENCIES.map((value) => ({ value, label: value }))}
          onChange={(currency) => onChange({ ...target, currency })}
        />
        <Select
          aria-label={t("columns.priceStep", { name: column.name })}
          popupMatchSelectWidth={false}
          value={target.step}
          options={PRICE_STEPS.map((value) => ({ value, label: `± ${value}` }))}
          onChange={(step) => onChange({ ...target, step })}
        />
      </span>
    );
  }
  if (target.to !== "rating" && target.to !== "stars") return null;
  return (
    <span className="import-rating">
      {target.to === "stars" ? null : (
        <AutoComplete
          aria-label={t("columns.attribute", { name: column.name })}
          value={target.attribute}
          options={attributes}
          onChange={(attribute) => onChange({ ...target, attribute: (attribute ?? "").slice(0, 60) })}
        />
      )}
      <InputNumber
        aria-label={t("columns.least", { name: column.name })}
        min={0}
        max={1}
        value={target.min}
        onChange={(min) => onChange({ ...target, min: min ?? 1 })}
      />
      <span aria-hidden="true">–</span>
      <InputNumber
        aria-label={t("columns.most", { name: column.name })}
        min={2}
        max={100}
        value={target.max}
        onChange={(max) => onChange({ ...target, max: max ?? 5 })}
      />
    </span>
  );
}
