import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";

/** Topics and words that are new or rising in the last week or month; most months the list is empty, as it should be. */
export function EmergingCard({
  query,
  onOpen,
}: {
  readonly query: Record<string, string | number | undefined>;
  readonly onOpen: (theme: number) => void;
}) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const emerging = useReading(api.themes.emerging, { query: query as never });
  const last = emerging.data?.periods.at(-1);
  const isDrawn = emerging.data?.periods.some(({ comments, counted }) => counted < comments) === true;
  return (
    <Card
      title={t("emerging.title")}
      caption={last === undefined ? undefined : t(`emerging.since.${emerging.data!.by}`, { start: format.day(last.start) })}
      foot={
        emerging.data === undefined ? undefined : (
          <span>
            {t("emerging.foot", { looked: format.count(emerging.data.looked), periods: Math.max(0, emerging.data.periods.length - 1) })}
            {isDrawn && last !== undefined
              ? t("semicolon") + t("emerging.drawn", { counted: format.count(last.counted), n: format.count(last.comments) })
              : null}
          </span>
        )
      }
    >
      <Loaded query={emerging} lines={5}>
        {({ found, periods, by }) =>
          periods.length < 3 ? (
            <EmptyState title={t("emerging.short")} about={t(`emerging.shortAbout.${by}`)} />
          ) : found.length === 0 ? (
            <EmptyState title={t("emerging.none")} about={t("emerging.noneAbout")} />
          ) : (
            <ul className="theme-list">
              {found.map(({ kind, topic, term, n, total, expected, ratio }) => (
                <li key={topic?.id ?? term}>
                  <span className={`tag ${kind === "new" ? "tag-worse" : ""}`}>{t(`emerging.kind.${kind}`)}</span>
                  {topic === null ? (
                    <b>{term}</b>
                  ) : (
                    <button type="button" className="link-button" onClick={() => onOpen(topic.id)}>
                      {format.words(topic.name)}
                    </button>
                  )}
                  <span className="caption">
                    {t(ratio === null ? "emerging.said" : "emerging.saidTimes", {
                      n: format.count(n),
                      total: format.count(total),
                      expected: expected < 10 ? expected.toFixed(1) : format.count(Math.round(expected)),
                      ratio: ratio === null ? "" : ratio.toFixed(1),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
