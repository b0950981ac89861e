import { api, type Out } from "@manyi/contracts";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Skeleton } from "../../ui/skeleton.js";
import { AiSummary } from "../ai/index.js";
import type { ThemesSearch } from "./search.js";

type Topic = Out<typeof api.themes.topic>;

/** One theme beside the list: its course, quotes that stand for the rest, and the way to all of them. */
export function ThemeDrawer(props: {
  readonly theme: number | undefined;
  readonly query: Record<string, string | number | undefined>;
  readonly filters: ThemesSearch;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const { theme, query, filters, onClose } = props;
  const { topic: _, ...rest } = query;
  const topic = useReading(api.themes.topic, { params: { id: theme ?? 0 }, query: rest as never }, { enabled: theme !== undefined });
  const isOpen = theme !== undefined;
  const shown = topic.data?.id === theme ? topic.data : undefined;
  return (
    <Drawer
      title={shown === undefined ? t("drawer.loading") : format.words(shown.name)}
      size={720}
      open={isOpen}
      onClose={onClose}
      destroyOnHidden
    >
      {!isOpen ? null : shown === undefined && topic.data !== undefined ? (
        <Skeleton lines={8} />
      ) : (
        <Loaded query={topic} lines={8}>
          {(found) => (
            <div className="theme-drawer">
              <Course topic={found} />
              <section>
                <h3>{t("drawer.quotes")}</h3>
                {found.quotes.length === 0 ? (
                  <p className="caption">{t("drawer.noQuotes")}</p>
                ) : (
                  <ul className="theme-quotes">
                    {found.quotes.map(({ voiceId, text, kind, on, unit, sentiment }) => (
                      <li
                        key={voiceId}
                        data-side={sentiment === null ? "uncertain" : sentiment < 0 ? "bad" : sentiment > 0 ? "good" : "neutral"}
                      >
                        <p>{text}</p>
                        <span className="caption">
                          <span className="tag">{t(`drawer.kind.${kind}`)}</span>{" "}
                          <PageLink to="/listen/voices" search={{ ...filters, topic: found.id, voice: voiceId }}>
                            {[format.day(on), format.words(unit)].filter((part) => part !== "").join(" · ")}
                          </PageLink>
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
                <p className="caption">{t("drawer.quotesFoot")}</p>
                <PageLink to="/listen/voices" search={{ ...filters, topic: found.id, withComment: true }} className="button">
                  {t("drawer.all")}
                </PageLink>
              </section>
              <AiSummary topic={found.id} query={rest} />
            </div>
          )}
        </Loaded>
      )}
    </Drawer>
  );
}

/** Share of all comments by week or month, with its interval; a table is what screen readers get. */
function Course({ topic: { points, by } }: { readonly topic: Topic }) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const most = Math.max(0.01, ...points.map(({ share }) => share?.high ?? 0));
  const last = points.at(-1);
  if (last === undefined) return null;
  return (
    <section>
      <h3>{t(`drawer.course.${by}`)}</h3>
      <div className="course" role="img" aria-label={t("drawer.courseLabel", { n: points.length })}>
        {points.map(({ start, n, total, share }) => (
          <span
            key={start}
            className="course-column"
            title={`${format.day(start)}：${share === null ? "—" : format.figure("percent", 100 * share.value)} (${format.count(n)} / ${format.count(total)})`}
          >
            {share === null ? null : (
              <>
                <i className="course-bar" data-low={total < 10} style={{ height: `${(100 * share.value) / most}%` }} />
                <i
                  className="course-whisker"
                  style={{ bottom: `${(100 * share.low) / most}%`, height: `${(100 * (share.high - share.low)) / most}%` }}
                />
              </>
            )}
          </span>
        ))}
      </div>
      <div className="course-axis caption">
        <span>{format.day(points[0]!.start)}</span>
        <span>{t("drawer.axis", { most: format.figure("percent", 100 * most) })}</span>
        <span>{format.day(last.start)}</span>
      </div>
      <p className="caption">
        {t("drawer.now", {
          share: last.share === null ? "—" : format.figure("percent", 100 * last.share.value),
          interval: last.share === null ? "—" : format.interval("percent", { low: 100 * last.share.low, high: 100 * last.share.high }),
          n: format.count(last.n),
          total: format.count(last.total),
        })}
      </p>
    </section>
  );
}
