import type { CaseDetail } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

type Event = CaseDetail["events"][number];
const said = (payload: Event["payload"], name: string): string =>
  typeof payload[name] === "string" ? (payload[name] as string).trim() : "";

/** Everything that has happened, oldest first, in a sentence each. */
export function Timeline({ events }: { readonly events: readonly Event[] }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  return (
    <ol className="case-timeline" aria-label={t("timeline")}>
      {events.map((event) => (
        <li key={event.seq} data-kind={event.actorKind}>
          <div>
            <p>
              <Sentence event={event} />
            </p>
            <Words event={event} />
          </div>
          <time dateTime={event.at}>{format.moment(event.at)}</time>
        </li>
      ))}
    </ol>
  );
}

function Sentence({ event }: { readonly event: Event }) {
  const { t } = useTranslation("cases");
  const { payload } = event;
  const who = event.actorKind === "user" ? (event.actorName ?? t("someone")) : t(`actor.${event.actorKind}`);
  const channel = said(payload, "channel");
  const severity = said(payload, "severity");
  const by = said(payload, "causedBy");
  const clock = said(payload, "clock");
  const context =
    event.type === "assessed" && by !== ""
      ? "by"
      : (event.type === "escalated" || event.type === "warned") && clock !== ""
        ? "clock"
        : undefined;
  return t(`event.${event.type}`, {
    context,
    who,
    channel: channel === "" ? "" : t(`channel.${channel}`, { defaultValue: channel }),
    severity: severity === "" ? "" : t(`severity.${severity}`),
    by: by === "" ? "" : t(`by.${by}`),
    clock: clock === "" ? "" : t(`clock.${clock}`),
    defaultValue: t("event.other", { who }),
  });
}

/** What was written: a note, a reason, an answer, an addition of the customer. */
function Words({ event }: { readonly event: Event }) {
  const parts = ["note", "reason", "text", "cause", "remedy", "apology"]
    .map((name) => said(event.payload, name))
    .filter((part) => part !== "");
  return parts.length === 0 ? null : <p className="case-said">{parts.join("\n")}</p>;
}
