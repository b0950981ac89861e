import type { FeedbackDetail } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

type Event = FeedbackDetail["events"][number];

/** What has happened, newest first; steps that were implied by another are told with it. */
export function History({ item }: { readonly item: FeedbackDetail }) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const events = item.events.filter(({ payload }) => payload.implied !== true).toReversed();
  return (
    <section>
      <h3 className="inbox-sub">{t("history")}</h3>
      <ol className="inbox-history">
        {events.map((event) => (
          <li key={event.seq}>
            <span>
              <span className="strong">{t(`event.${event.type}`, { defaultValue: event.type })}</span>{" "}
              <span className="caption">{[event.actorName ?? t(`actor.${event.actorKind}`), format.moment(event.at)].join(" · ")}</span>
            </span>
            <Words event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Words({ event }: { readonly event: Event }) {
  const { t } = useTranslation("feedback");
  const { payload } = event;
  const said = [payload.text, payload.note, payload.reason].filter((part): part is string => typeof part === "string" && part !== "");
  const how = typeof payload.how === "string" ? t(`how.${payload.how}`, { defaultValue: "" }) : "";
  const reference = typeof payload.reference === "string" ? payload.reference : "";
  const line = [how, reference].filter((part) => part !== "").join(" · ");
  return (
    <>
      {line === "" ? null : <p className="caption">{line}</p>}
      {said.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {typeof payload.url === "string" ? (
        <a className="caption" href={payload.url} target="_blank" rel="noreferrer noopener">
          {t("original")}
        </a>
      ) : null}
    </>
  );
}
