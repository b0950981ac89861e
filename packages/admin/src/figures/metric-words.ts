import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import { useFormat } from "../format/index.js";

/** Names a metric code in words: a headline metric, an attribute's perception, its expectation. */
export function useMetricWords(): (code: string) => string {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const attributes = useReading(api.org.vocabulary, {}).data?.attributes ?? [];
  return (code) => {
    const [family = "", attribute] = code.split(":");
    if (attribute === undefined) return t(`outcome.${family}`, { defaultValue: family });
    const name = format.words(attributes.find((one) => one.code === attribute)?.name) || attribute;
    return family === "e" || family === "r" ? t("expectedOf", { name }) : name;
  };
}
