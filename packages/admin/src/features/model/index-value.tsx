import type { api, IndexPoint, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

type History = Out<typeof api.analysis.modelHistory>;

/** An index with what is to be known of its base: hidden, few, or more than half of the weight missing. */
export function IndexValue({ point: { value, base, isThin, isHidden } }: { readonly point: IndexPoint }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  if (value === null) return isHidden ? <span className="hidden-figure">{t("groups.hidden")}</span> : "—";
  return (
    <span data-base={base}>
      {base === "low" ? <i className="hollow" aria-hidden="true" /> : null}
      {format.figure("index", value)} {isThin ? <span className="caption">{t("tree.thinShort")}</span> : null}
    </span>
  );
}

/** Which attributes had no answers, or had them hidden. */
export function MissingNote({ history, point }: { readonly history: Pick<History, "versions">; readonly point: IndexPoint }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const labels = new Map(history.versions.flatMap(({ shares }) => shares.map(({ code, label }) => [code, label] as const)));
  const { missing, isHidden, value } = point;
  if (value === null || (missing.length === 0 && !isHidden)) return null;
  const names = missing.map((code) => format.words(labels.get(code)) || code).join(t("comma"));
  return (
    <span className="caption model-missing">
      {[missing.length === 0 ? "" : names, isHidden ? t("history.partHidden") : ""].filter((part) => part !== "").join(t("semicolon"))}
    </span>
  );
}
