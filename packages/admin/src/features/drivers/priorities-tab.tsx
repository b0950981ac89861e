import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMetricWords } from "../../figures/metric-words.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";
import { type Driver, type Drivers, percent, percentEnds, shareEnd, tieGroups } from "./data.js";
import { DriverTable } from "./driver-table.js";
import { PriorityMatrix } from "./priority-matrix.js";
import type { DriversSearch } from "./search.js";

type Props = { readonly data: Drivers; readonly search: DriversSearch };

/** Shares with whiskers, the matrix with advice, conditions in plain words, stated against derived importance. */
export function PrioritiesTab({ data, search, onChange }: Props & { readonly onChange: (part: DriversSearch) => void }) {
  return (
    <div className="analysis-cards">
      <Bars data={data} search={search} />
      {data.cross === null && search.importance === undefined ? null : <PriorityMatrix data={data} search={search} onChange={onChange} />}
      {data.drivers.some(({ stated }) => stated !== null) ? <StatedCard data={data} /> : null}
    </div>
  );
}

function Bars({ data, search }: Props) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const download = useDownload(data.statement, search);
  const isRanked = data.status === "ranked" && data.drivers.some(({ share }) => share !== null);
  const facts = useConditions(data);
  const isShown = data.drivers.length > 0 && data.status !== "notRanked";
  const title = t("bars.title", { outcome: words(data.outcome) });
  return (
    <ChartCard
      title={title}
      caption={t(`bars.caption.${isRanked ? data.method : data.status === "asked" || data.status === "few" ? "none" : "rankCorrelation"}`)}
      legend={
        isRanked ? (
          <span className="caption legend">
            <i className="legend-bar" aria-hidden="true" /> {t("bars.legend")}
          </span>
        ) : undefined
      }
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={data.drivers.length === 0 ? null : <DriverTable data={data} search={search} />}
      download={data.drivers.length === 0 ? null : download(title, numbersOf(data, t, format), facts)}
    >
      {isShown ? (
        <BarRows data={data} search={search} isRanked={isRanked} />
      ) : (
        <EmptyState
          title={t("none.title")}
          about={t(`none.${data.status === "notRanked" ? "weak" : data.status === "few" ? "few" : "asked"}`, { n: format.count(data.n) })}
        />
      )}
    </ChartCard>
  );
}

function BarRows({ data, search, isRanked }: Props & { readonly isRanked: boolean }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const end = isRanked ? shareEnd(data.drivers) : 1;
  return (
    <div className="rowchart analysis-bars">
      <div className="rowchart-head caption" aria-hidden="true">
        <span />
        <span />
        <span>{isRanked ? t("share") : t("correlation")}</span>
        <span>{t("mean")}</span>
      </div>
      {tieGroups(data.drivers).map((group) => (
        <ul
          key={group[0]!.attribute}
          className={group.length > 1 ? "tie-group" : undefined}
          title={group.length > 1 ? t("tied") : undefined}
        >
          {group.map((driver) => (
            <li key={driver.attribute}>
              <Link to="/listen/voices" search={{ ...search, metric: `p:${driver.attribute}` }} className="rowchart-name">
                {format.words(driver.label)}
              </Link>
              <Bar driver={driver} isRanked={isRanked} end={end} />
              <span className="rowchart-figure strong">
                {isRanked ? format.figure("percent", percent(driver.share)) : format.figure("correlation", driver.rankCorrelation)}
              </span>
              <span className="rowchart-figure quiet">{format.figure("mean", driver.mean)}</span>
            </li>
          ))}
          {group.length > 1 ? <li className="tie-word caption">{t("tied")}</li> : null}
        </ul>
      ))}
      <div className="rowchart-axis caption" aria-hidden="true">
        <span />
        <span className="rowchart-ticks">
          <i style={{ left: 0 }}>{isRanked ? "0%" : "0"}</i>
          <i style={{ left: "50%" }}>{isRanked ? `${Math.round(50 * end)}%` : "0.5"}</i>
          <i style={{ left: "100%" }}>{isRanked ? `${Math.round(100 * end)}%` : "1"}</i>
        </span>
      </div>
    </div>
  );
}

function Bar({ driver, isRanked, end }: { readonly driver: Driver; readonly isRanked: boolean; readonly end: number }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const value = isRanked ? driver.share : driver.rankCorrelation;
  if (value === null) return <span className="caption">{t(`notRanked.${driver.notRanked ?? "NEGATIVE"}`)}</span>;
  const { interval } = driver;
  return (
    <span className="track track-bar">
      <i
        className="bar"
        data-lead={isRanked && driver.group === 1}
        data-unranked={isRanked && driver.rank === null}
        style={{ width: `${(100 * Math.max(0, value)) / end}%` }}
      />
      {interval === null || !isRanked ? null : (
        <i
          className="whisker"
          style={{ left: `${(100 * interval.low) / end}%`, width: `${(100 * (Math.min(interval.high, end) - interval.low)) / end}%` }}
        />
      )}
      {isRanked && driver.rank === null ? <span className="bar-word caption">{t("notRanked.TINY")}</span> : null}
      <span className="visually-hidden">{interval === null ? "" : format.interval("percent", percentEnds(interval))}</span>
    </span>
  );
}

/** R², bases, cautions, and always that going together is no cause. */
function useConditions(data: Drivers): string[] {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const name = (code: string) => format.words(data.drivers.find(({ attribute }) => attribute === code)?.label) || code;
  const worst = data.drivers.reduce((most, { vif }) => Math.max(most, vif ?? 0), 0);
  const facts = [
    data.r2 === null ? "" : `R² ${format.figure("correlation", data.r2)}`,
    data.status === "asked" ? "" : t("condition.base", { n: format.count(data.n), available: format.count(data.nAvailable) }),
    data.n > 0 && data.n < data.neededN ? t("condition.needed", { n: format.count(data.neededN) }) : "",
    worst > 0 ? t("condition.vif", { value: worst.toFixed(1) }) : "",
    ...data.collinear.map(({ a, b, correlation }) =>
      t("condition.pair", { a: name(a), b: name(b), r: format.figure("correlation", correlation) }),
    ),
    data.cautions.includes("WEAK_MODEL") ? t("condition.weak") : "",
    data.cautions.includes("CONSTANT_DRIVER") ? t("condition.constant") : "",
    data.cautions.includes("CONSTANT_OUTCOME") ? t("condition.constantOutcome") : "",
    t("condition.noCause"),
  ];
  return facts.filter((fact) => fact !== "");
}

function numbersOf(data: Drivers, t: ReturnType<typeof useTranslation<"drivers">>["t"], format: ReturnType<typeof useFormat>) {
  const columns = ["attribute", "share", "low", "high", "rank", "group", "correlation", "beta", "vif", "mean", "n"] as const;
  return {
    columns: columns.map((column) => t(`file.${column}`)),
    rows: data.drivers.map((one) => [
      format.words(one.label),
      one.share,
      one.interval?.low ?? null,
      one.interval?.high ?? null,
      one.rank,
      one.group,
      one.rankCorrelation ?? one.correlation,
      one.beta,
      one.vif,
      one.mean,
      one.n,
    ]),
  };
}

/** What customers say matters beside what their answers follow. */
function StatedCard({ data }: { readonly data: Drivers }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const rows = data.drivers.filter(({ statedRank }) => statedRank !== null);
  const apart = rows.filter(({ disagrees }) => disagrees);
  return (
    <Card
      title={t("stated.title")}
      caption={t(`stated.caption.${data.statedBy ?? "weights"}`)}
      foot={
        <span>
          {apart.length === 0
            ? t("stated.agree")
            : t("stated.apart", { names: apart.map(({ label }) => format.words(label)).join(t("comma")) })}
        </span>
      }
    >
      <Table
        caption={t("stated.title")}
        rows={rows}
        rowKey={({ attribute }) => attribute}
        columns={[
          { key: "name", title: t("attribute"), cell: ({ label }) => format.words(label) },
          {
            key: "stated",
            title: t(`stated.value.${data.statedBy ?? "weights"}`),
            figure: true,
            cell: ({ stated }) => (data.statedBy === "asked" ? format.figure("mean", stated) : format.figure("percent", percent(stated))),
            sort: ({ stated }) => stated,
          },
          {
            key: "statedRank",
            title: t("stated.rank"),
            figure: true,
            cell: ({ statedRank }) => rankText(statedRank),
            sort: ({ statedRank }) => statedRank,
          },
          {
            key: "derivedRank",
            title: t("stated.derived"),
            figure: true,
            cell: ({ derivedRank }) => rankText(derivedRank),
            sort: ({ derivedRank }) => derivedRank,
          },
          {
            key: "reading",
            title: t("stated.reading"),
            cell: ({ reading, disagrees }) => (
              <span className={disagrees ? "tag tag-worse" : "caption"}>{t(`stated.${reading ?? "agree"}Word`)}</span>
            ),
          },
        ]}
      />
    </Card>
  );
}

const rankText = (rank: number | null) => (rank === null ? "—" : Number.isInteger(rank) ? String(rank) : rank.toFixed(1));
