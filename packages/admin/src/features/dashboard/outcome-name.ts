import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";

/** Names a metric code in words: a headline metric, or the rating of an attribute. */
export function useOutcomeName(): (code: string) => string {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const attributes = useReading(api.org.vocabulary, {}).data?.attributes ?? [];
  return (code) => {
    const attribute = attributes.find((one) => one.code === code.split(":")[1]);
    return attribute === undefined ? t(`figures:metric.${code}`, { defaultValue: t("drivers.another") }) : format.words(attribute.name);
  };
}
