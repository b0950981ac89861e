import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { useConnection } from "../shell/live.js";

/** `实时 · 09:12:05`, or `数据截至 09:12` while live notices do not arrive or a re-read failed. */
export function AsOf({ instant, failed = false }: { readonly instant: string; readonly failed?: boolean }) {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const connection = useConnection();
  if (failed || connection === "lost") return <span className="tag tag-worse">{t("asOf", { time: format.time(instant) })}</span>;
  return <span className="tag">{t("live", { time: format.seconds(instant) })}</span>;
}
