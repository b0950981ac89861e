import { api, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";

type Choice = Out<typeof api.analysis.axes>["items"][number];
const groups = ["metric", "attribute", "place", "time", "comment", "question"] as const;

/** Picks what stands on one side of the table: places, times, groups of a metric, or any question; to be searched by name. */
export function AxisPicker(props: {
  readonly name: "rows" | "columns" | "nest";
  readonly value: string | undefined;
  /** what is taken already stands there greyed */
  readonly taken: readonly (string | undefined)[];
  readonly onChange: (code: string | undefined) => void;
}) {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const choices = useReading(api.analysis.axes, {}).data?.items ?? [];
  const { name, value, taken, onChange } = props;
  const optionOf = ({ code, label, overlaps }: Choice) => ({
    value: code,
    label: `${format.words(label)}${overlaps && code !== "topic" ? t("picker.multiple") : ""}`,
    disabled: taken.includes(code) || (overlaps && name === "nest"),
  });
  const titled = groups.slice(0, -1).map((group) => ({
    label: t(`picker.group.${group}`),
    title: group,
    options: choices.filter((choice) => choice.group === group).map(optionOf),
  }));
  const surveys = [...new Map(choices.flatMap(({ survey }) => (survey === null ? [] : [[survey.id, survey.title] as const])))];
  const asked = surveys.map(([id, title]) => ({
    label: t("picker.group.question", { survey: format.words(title) }),
    title: `survey ${id}`,
    options: choices.filter(({ survey }) => survey?.id === id).map(optionOf),
  }));
  return (
    <Select
      className="crosstab-picker"
      aria-label={t(`picker.${name}`)}
      prefix={<span className="filter-label">{t(`picker.${name}`)}</span>}
      showSearch={{ optionFilterProp: "label" }}
      allowClear={name === "nest"}
      placeholder={t("picker.none")}
      popupMatchSelectWidth={320}
      value={value ?? null}
      options={[...titled, ...asked].filter(({ options }) => options.length > 0)}
      onChange={(code: string | null | undefined) => onChange(code ?? undefined)}
    />
  );
}
