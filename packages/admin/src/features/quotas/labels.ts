import type { QuotaChoice, QuotaProgress } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

type Labels = readonly QuotaChoice["label"][];

/** What quotas and cells are called: the dimensions crossed, the levels side by side. */
export function useLabels() {
  const { t } = useTranslation("quotas");
  const format = useFormat();
  return {
    titleOf: ({ labels }: Pick<QuotaProgress, "labels">) => (labels.length === 0 ? t("total") : labels.map(format.words).join(" × ")),
    cellOf: ({ labels }: { readonly labels: Labels }) => (labels.length === 0 ? t("cell.all") : labels.map(format.words).join(" · ")),
  };
}
