import type { Figure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";

/**
 * `n 4,812`; a hollow ring and the reason when the base is too small to rank or to trust.
 *
 * @param bare in a column headed n: the number alone
 */
export function BaseMark({
  figure,
  bare = false,
}: {
  readonly figure: Pick<Figure, "n" | "base" | "suppressed">;
  readonly bare?: boolean;
}) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  if (figure.suppressed !== null) return <span className="caption">{t("suppressed")}</span>;
  const caution = figure.base === "low" ? t("base.low") : figure.base === "small" ? t("base.small") : null;
  return (
    <span className={bare ? "nowrap" : "caption nowrap"} title={caution ?? undefined}>
      {figure.base === "low" ? <i className="hollow" aria-hidden="true" /> : null}
      {bare ? null : "n "}
      {format.count(figure.n)}
      {caution === null ? null : <span className="visually-hidden"> {caution}</span>}
    </span>
  );
}
