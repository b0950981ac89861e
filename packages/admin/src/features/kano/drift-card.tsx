import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { queryOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import type { KanoSearch } from "./search.js";

type Row = Out<typeof api.analysis.kanoDrift>["rows"][number];
const levels = ["delight", "expected", "basic"] as const;

/** Tiers month by month: an alert stands where an attribute moved down twice in a row. */
export function DriftCard({ query, search }: { readonly query: ReturnType<typeof queryOf>; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const locale = useLocale();
  const found = useReading(api.analysis.kanoDrift, { query: { ...query, months: 12 } });
  const download = useDownload(found.data?.statement, search);
  const title = t("drift.title");
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
              columns: [t("attribute"), ...found.data.months.flatMap((key) => [month(key), "n"])],
              rows: found.data.rows.map(({ label, points }) => [
                format.words(label),
                ...points.flatMap(({ tier, n }) => [tier === null ? null : t(`tier.${tier}`), n]),
              ]),
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
                    <Steps row={row} months={months} month={month} />
                  </figure>
                ))}
              </div>
            </>
          )
        }
      </Loaded>
    </ChartCard>
  );
}

function Alerts({ rows, month }: { readonly rows: readonly Row[]; readonly month: (key: number) => string }) {
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

const WIDTH = 360;
const HEIGHT = 112;
const LEFT = 64;

/** Three levels, one mark a month; a month without a tier is a gap. */
function Steps({ row, months, month }: { readonly row: Row; readonly months: readonly number[]; readonly month: (key: number) => string }) {
  const { t } = useTranslation("kano");
  const x = (i: number) => LEFT + 8 + (i * (WIDTH - LEFT - 20)) / Math.max(1, months.length - 1);
  const y = (tier: (typeof levels)[number]) => 14 + 32 * levels.indexOf(tier);
  const alerted = new Set(row.alerts.map((alert) => alert.month));
  const runs: number[][] = [];
  row.points.forEach(({ tier }, i) => {
    if (tier === null) return;
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1) === i - 1) last.push(i);
    else runs.push([i]);
  });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={row.points.map(({ tier }, i) => `${month(months[i]!)} ${tier === null ? "—" : t(`tier.${tier}`)}`).join("; ")}
    >
      {levels.map((tier) => (
        <g key={tier}>
          <path d={`M${LEFT} ${y(tier)}H${WIDTH - 6}`} stroke="var(--line)" />
          <text x={LEFT - 6} y={y(tier) + 4} textAnchor="end" fontSize={11} fill="var(--ink-3)">
            {t(`tier.${tier}`)}
          </text>
        </g>
      ))}
      {runs.map((run) => (
        <polyline
          key={run[0]}
          points={run.map((i) => `${x(i)},${y(row.points[i]!.tier!)}`).join(" ")}
          fill="none"
          stroke="var(--blue-data)"
          strokeWidth={1.5}
        />
      ))}
      {row.points.map(({ tier, n }, i) =>
        tier === null ? null : (
          <circle
            key={months[i]}
            cx={x(i)}
            cy={y(tier)}
            r={alerted.has(months[i]!) ? 6 : 4}
            fill={alerted.has(months[i]!) ? "var(--orange-data)" : "var(--blue-data)"}
          >
            <title>{`${month(months[i]!)} · ${t(`tier.${tier}`)} · n ${n}`}</title>
          </circle>
        ),
      )}
      {[0, months.length - 1].map((i) => (
        <text key={i} x={x(i)} y={HEIGHT - 4} textAnchor={i === 0 ? "start" : "end"} fontSize={11} fill="var(--ink-3)">
          {month(months[i]!)}
        </text>
      ))}
    </svg>
  );
}
