import { api } from "@manyi/contracts";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import type { VoiceSearch } from "./search.js";

/** Which number these voices stand behind: `净推荐值 NPS 0–6`, to be taken off. */
export function Narrowing({ search, onClear }: { readonly search: VoiceSearch; readonly onClear: () => void }) {
  const { t } = useTranslation(["voices", "figures"]);
  const format = useFormat();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const { metric, min, max } = search;
  if (metric === undefined) return null;
  const [role, code] = metric.split(":");
  const attribute = vocabulary?.attributes.find((one) => one.code === code);
  const name =
    attribute === undefined
      ? t(`figures:metric.${metric}`, { defaultValue: t("answered") })
      : `${format.words(attribute.name)} ${t(`role.${role}`)}`;
  const ends = min === undefined && max === undefined ? "" : min === max ? ` ${min}` : ` ${min ?? ""}–${max ?? ""}`;
  return (
    <Tag closable={{ "aria-label": t("clear") }} onClose={onClear}>
      {name}
      {ends}
    </Tag>
  );
}
