import { api } from "@manyi/contracts";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { parsed, type settingsOfDoor } from "./door-draft.js";

type Settings = ReturnType<typeof settingsOfDoor>;

/** What a delivery like this would become; read again shortly after the last change, and nothing is stored. */
export function DoorPreview({
  settings,
  payload,
  isReadable,
}: {
  readonly settings: Settings;
  readonly payload: string;
  readonly isReadable: boolean;
}) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const locale = useLocale();
  const { mutate, data, error } = useChange(api.sources.preview);
  const wanted = isReadable && parsed(payload) !== undefined ? JSON.stringify({ ...settings, name: settings.name || "x", payload }) : null;
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => mutate({ body: JSON.parse(wanted) }), 400);
    return () => clearTimeout(timer);
  }, [wanted, mutate]);
  return (
    <section className="door-preview" aria-live="polite">
      <h3>{t("preview.title")}</h3>
      {error === null ? null : <ProblemNotice problem={problemOf(error)} />}
      {data === undefined ? <p className="caption">{t("preview.waiting")}</p> : null}
      {data?.items.map((item) => (
        <div key={item.index} className="door-item">
          {item.texts
            .map((text, turn) => ({ text, turn }))
            .map(({ text, turn }) => (
              <p key={turn}>{text === "" ? t("preview.noText") : text}</p>
            ))}
          <p className="caption">
            {[
              item.rating === null ? "" : t("preview.rating", { rating: item.rating }),
              item.platform ?? "",
              item.product ?? "",
              item.author ?? "",
              format.day(item.on),
              format.words(item.unit) || t("preview.noUnit"),
              format.words(item.touchpoint),
              item.id ?? item.url ?? t("preview.noId"),
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </p>
        </div>
      ))}
      {data?.faults.map((fault) => (
        <p key={`${fault.index} ${fault.path} ${fault.code}`} className="worse">
          {t("preview.fault", { number: fault.index + 1 })} {fault.path === "" ? "" : `${fault.path} `}
          {fault[locale]}
        </p>
      ))}
    </section>
  );
}
