import type { Figure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { kindOf } from "./metrics.js";

/** A figure's value as text: `+32`, `已隐藏` with its reason, `—` where there is nothing to compute. */
export function Value({ figure }: { readonly figure: Pick<Figure, "metric" | "value" | "suppressed" | "base"> }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  if (figure.suppressed !== null) {
    return (
      <span className="hidden-figure" title={t(`why.${figure.suppressed}`)}>
        {t("hidden")}
        <span className="visually-hidden">{t(`why.${figure.suppressed}`)}</span>
      </span>
    );
  }
  return <span data-base={figure.base}>{format.figure(kindOf(figure.metric), figure.value)}</span>;
}
