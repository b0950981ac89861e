import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { queryOf } from "../../figures/filter-search.js";
import { NoteList } from "../../figures/note-list.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { DriftSteps } from "./drift-steps.js";
import type { KanoSearch } from "./search.js";

export type DriftRow = Out<typeof api.analysis.kanoDrift>["rows"][number];

/** Tiers month by month: an alert stands where an attribute moved down twice in a row. */
export function DriftCard({ query, search }: { readonly query: ReturnType<typeof queryOf>; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const locale = useLocale();
  const found = useReading(api.analysis.kanoDrift, { query: { ...query, months: 12 } });
  const download = useDownload(found.data?.statement, search);
  const title = t("drift.title");
  const first = found.data?.months[0];
  const last = found.data?.statement.period.to;
  const range = { from: first === undefined ? undefined : firstDay(first), to: last };
  const notes =
    useReading(api.trends.notes, { query: { ...range, unit: search.unit } }, { enabled: first !== undefined }).data?.items ?? [];
  const month = (key: number) =>
    new Intl.DateTimeFormat(locale, { year: "2-digit", month: "short", timeZone: "UTC" }).format(
      Date.UTC(Math.floor(key / 12), key % 12, 1),
    );
  return (
    <ChartCard
      title={title}
      caption={t("drift.caption")}
      table={null}
      download={
        found.data === undefined
          ? null
          : download(title, {
              columns: [t("attribute"), t("drift.from"), t("tier.title"), "n", t("drift.stretch")],
              rows: found.data.rows.flatMap(({ label, points }) =>
                points.map(({ start, tier, n, stretch }) => [
                  format.words(label),
                  start,
                  tier === null ? null : t(`tier.${tier}`),
                  n,
                  stretch + 1,
                ]),
              ),
            })
      }
      foot={<span>{t("drift.foot")}</span>}
    >
      <Loaded query={found} lines={10}>
        {({ rows, months }) =>
          rows.length === 0 ? (
            <EmptyState title={t("drift.none")} about={t("drift.noneAbout")} />
          ) : (
            <>
              <Alerts rows={rows} month={month} />
              <div className="kano-drifts">
                {rows.map((row) => (
                  <figure key={row.attribute}>
                    <figcaption>
                      <b>{format.words(row.label)}</b> <span className="caption">{t(`source.${row.source}`)}</span>
                    </figcaption>
                    <DriftSteps row={row} months={months} notes={notes} month={month} />
                    {row.breaks.map(({ on, kind, label }) => (
                      <p key={on} className={`caption${kind === "incomparable" ? " worse" : ""}`}>
                        {format.day(on)} {format.words(label)}
                      </p>
                    ))}
                  </figure>
                ))}
              </div>
              <NoteList notes={notes} />
            </>
          )
        }
      </Loaded>
    </ChartCard>
  );
}

/** The first day of a month, `2026-01-01`. */
const firstDay = (key: number) => `${Math.floor(key / 12)}-${String((key % 12) + 1).padStart(2, "0")}-01`;

function Alerts({ rows, month }: { readonly rows: readonly DriftRow[]; readonly month: (key: number) => string }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const alerts = rows.flatMap(({ label, alerts: own }) => own.map((alert) => ({ label, ...alert })));
  if (alerts.length === 0) return <p className="caption">{t("drift.steady")}</p>;
  return (
    <ul className="kano-alerts">
      {alerts.map(({ label, month: at, from, to }) => (
        <li key={`${format.words(label)} ${at}`}>
          <span className="tag tag-worse">{t("drift.alert")}</span>{" "}
          {t("drift.says", { name: format.words(label), month: month(at), from: t(`tier.${from}`), to: t(`tier.${to}`) })}
        </li>
      ))}
    </ul>
  );
}
