import type { Figure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { kindOf, verdictOf } from "./metrics.js";

/** An arrow only where a test supports it; else grey words. `null` comparison shows nothing. */
export function Change({ figure }: { readonly figure: Pick<Figure, "metric" | "change"> }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const verdict = verdictOf(figure);
  if (figure.change === null) return null;
  if (figure.change.difference === null) return <span className="caption">{t("noComparison")}</span>;
  if (verdict === "unclear") return <span className="caption nowrap">{t("unclear")}</span>;
  return (
    <span className={`${verdict} nowrap`}>
      <span aria-hidden="true">{figure.change.difference > 0 ? "▲" : "▼"}</span>{" "}
      {format.difference(kindOf(figure.metric), figure.change.difference)}
    </span>
  );
}

/** The same in a tag of words: ▲ 显著上升. */
export function ChangeTag({ figure }: { readonly figure: Pick<Figure, "metric" | "change"> }) {
  const { t } = useTranslation("figures");
  const verdict = verdictOf(figure);
  const difference = figure.change?.difference ?? null;
  if (difference === null) return null;
  if (verdict === "unclear") return <span className="tag">{t("unclear")}</span>;
  return (
    <span className={`tag tag-${verdict}`}>
      <span aria-hidden="true">{difference > 0 ? "▲" : "▼"}</span> {difference > 0 ? t("rose") : t("fell")}
    </span>
  );
}

/** `比前期 +5（+2 ~ +8）`, the plain fact beside the tag. */
export function Against({ figure }: { readonly figure: Pick<Figure, "metric" | "change"> }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const { change } = figure;
  if (change === null) return null;
  if (change.difference === null) return <span className="caption">{t("noComparison")}</span>;
  const kind = kindOf(figure.metric);
  const ends = change.low === null || change.high === null ? null : { low: change.low, high: change.high };
  return (
    <span className="caption">
      {t("against", { difference: format.difference(kind, change.difference), ends: format.differenceInterval(kind, ends) })}
    </span>
  );
}
