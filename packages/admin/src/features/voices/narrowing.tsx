import { api } from "@manyi/contracts";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { ratioSpans, type VoiceSearch } from "./search.js";

/** Which number these voices stand behind: `净推荐值 NPS 0–6`, `上菜速度 满意度 勉强接受`, to be taken off. */
export function Narrowing({ search, onClear }: { readonly search: VoiceSearch; readonly onClear: () => void }) {
  const { t } = useTranslation(["voices", "figures"]);
  const format = useFormat();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const { metric, min, max, recalled } = search;
  if (metric === undefined) return null;
  const [role, code] = metric.split(":");
  const attribute = vocabulary?.attributes.find((one) => one.code === code);
  const name =
    attribute === undefined
      ? t(`figures:metric.${metric}`, { defaultValue: t("answered") })
      : `${format.words(attribute.name)} ${t(`role.${role}`)}`;
  const band = role === "ratio" ? ratioSpans.find((one: { min?: number; max?: number }) => one.min === min && one.max === max) : undefined;
  const numbers = min === undefined && max === undefined ? "" : min === max ? ` ${min}` : ` ${min ?? ""}–${max ?? ""}`;
  const ends = band === undefined ? numbers : ` ${t(`figures:part.${band.code}`)}`;
  return (
    <Tag closable={{ "aria-label": t("clear") }} onClose={onClear}>
      {name}
      {ends}
      {recalled === undefined ? "" : ` · ${t(`recalled.${recalled}`)}`}
    </Tag>
  );
}
