import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { queryOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { type Driver, type Drivers, readCaution, reasonOf, shareEnd } from "./drivers.js";
import { driverNumbers } from "./numbers.js";
import { useOutcomeName } from "./outcome-name.js";
import type { DashboardSearch } from "./search.js";

/** What goes with the outcome: shares of what is explained, with whiskers; or rank correlations where answers are few. */
export function DriversCard({
  search,
  onChange,
}: {
  readonly search: DashboardSearch;
  readonly onChange: (part: DashboardSearch) => void;
}) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const nameOf = useOutcomeName();
  const drivers = useReading(api.figures.drivers, { query: { ...queryOf(search, format.today), outcome: search.outcome } });
  const { data } = drivers;
  const download = useDownload(data?.statement, search);
  return (
    <div id="drivers" className="drivers">
      <ChartCard
        title={t("drivers.title")}
        caption={data === undefined ? undefined : t(`drivers.method.${data.method}`, { outcome: nameOf(data.outcome) })}
        tools={
          data === undefined || data.outcomes.length < 2 ? undefined : (
            <Select
              size="small"
              aria-label={t("drivers.outcome")}
              popupMatchSelectWidth={false}
              value={data.outcome}
              options={data.outcomes.map((value) => ({ value, label: nameOf(value) }))}
              onChange={(outcome) => onChange({ outcome })}
            />
          )
        }
        legend={
          data?.method === "relative_weights" ? (
            <span className="caption legend">
              <i className="legend-bar" aria-hidden="true" /> {t("drivers.legend")}
            </span>
          ) : undefined
        }
        foot={data === undefined ? undefined : <Foot data={data} />}
        table={data === undefined || data.drivers.length === 0 ? null : <DriversTable data={data} search={search} />}
        download={
          data === undefined || data.drivers.length === 0
            ? null
            : download(t("drivers.title"), driverNumbers(data, t, format), [
                t(`drivers.method.${data.method}`, { outcome: nameOf(data.outcome) }),
                t("drivers.base", { n: format.count(data.n), available: format.count(data.nAvailable) }),
                t("drivers.noCause"),
              ])
        }
      >
        <Loaded query={drivers} lines={10}>
          {(found) =>
            found.drivers.length === 0 || found.method === "none" ? (
              <EmptyState title={t("drivers.none")} about={t(`drivers.because.${reasonOf(found)}`, { n: format.count(found.n) })} />
            ) : (
              <Bars data={found} search={search} />
            )
          }
        </Loaded>
      </ChartCard>
    </div>
  );
}

function Bars({ data, search }: { readonly data: Drivers; readonly search: DashboardSearch }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const isShare = data.method === "relative_weights";
  const end = isShare ? shareEnd(data.drivers) : 1;
  const size = ({ share, correlation }: Driver) => (isShare ? share : correlation);
  const text = (driver: Driver) => {
    const value = size(driver);
    return value === null ? "—" : isShare ? format.figure("percent", 100 * value) : format.figure("correlation", value);
  };
  return (
    <div className="rowchart">
      <div className="rowchart-head caption" aria-hidden="true">
        <span />
        <span />
        <span>{isShare ? t("drivers.share") : t("drivers.correlation")}</span>
        <span>{t("drivers.mean")}</span>
      </div>
      <ul>
        {data.drivers.map((driver) => {
          const value = size(driver);
          return (
            <li key={driver.attribute}>
              <Link to="/listen/voices" search={{ ...search, metric: `p:${driver.attribute}` }} className="rowchart-name">
                {format.words(driver.label)}
              </Link>
              {value === null ? (
                <span className="caption">{t("drivers.few", { n: format.count(driver.n) })}</span>
              ) : (
                <span className="track track-bar">
                  <i className="bar" data-lead={isShare && driver.group === 1} style={{ width: `${(100 * Math.max(0, value)) / end}%` }} />
                  {driver.low === null || driver.high === null || !isShare ? null : (
                    <i
                      className="whisker"
                      style={{ left: `${(100 * driver.low) / end}%`, width: `${(100 * (Math.min(driver.high, end) - driver.low)) / end}%` }}
                    />
                  )}
                  <span className="visually-hidden">
                    {driver.low === null || driver.high === null
                      ? ""
                      : format.interval("percent", { low: 100 * driver.low, high: 100 * driver.high })}
                  </span>
                </span>
              )}
              <span className="rowchart-figure strong">{text(driver)}</span>
              <span className="rowchart-figure quiet">{format.figure("mean", driver.mean)}</span>
            </li>
          );
        })}
      </ul>
      <div className="rowchart-axis caption" aria-hidden="true">
        <span />
        <span className="rowchart-ticks">
          <i style={{ left: 0 }}>{isShare ? "0%" : "0"}</i>
          <i style={{ left: "50%" }}>{isShare ? `${Math.round(50 * end)}%` : "0.5"}</i>
          <i style={{ left: "100%" }}>{isShare ? `${Math.round(100 * end)}%` : "1"}</i>
        </span>
      </div>
    </div>
  );
}

/** R², base, method's cautions, and always that going together is no cause. */
function Foot({ data }: { readonly data: Drivers }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const label = (code: string) => format.words(data.drivers.find(({ attribute }) => attribute === code)?.label) || t("drivers.another");
  const cautions = data.cautions.map((caution) => {
    const { name, attributes } = readCaution(caution);
    return t(`drivers.caution.${name}`, { names: attributes.map(label).join(t("comma")), defaultValue: "" });
  });
  const facts = [
    data.r2 === null ? "" : `R² ${format.figure("correlation", data.r2)}`,
    t("drivers.base", { n: format.count(data.n), available: format.count(data.nAvailable) }),
    ...new Set(cautions),
    t("drivers.noCause"),
  ];
  return <span>{facts.filter((fact) => fact !== "").join(t("semicolon"))}</span>;
}

function DriversTable({ data, search }: { readonly data: Drivers; readonly search: DashboardSearch }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  return (
    <Table
      caption={t("drivers.title")}
      rows={data.drivers}
      rowKey={({ attribute }) => attribute}
      columns={[
        {
          key: "name",
          title: t("column.attribute"),
          cell: (driver) => (
            <Link to="/listen/voices" search={{ ...search, metric: `p:${driver.attribute}` }}>
              {format.words(driver.label)}
            </Link>
          ),
        },
        { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
        {
          key: "share",
          title: t("drivers.share"),
          figure: true,
          cell: ({ share }) => format.figure("percent", share === null ? null : 100 * share),
          sort: ({ share }) => share,
        },
        {
          key: "interval",
          title: t("column.interval"),
          figure: true,
          cell: ({ low, high }) => format.interval("percent", low === null || high === null ? null : { low: 100 * low, high: 100 * high }),
        },
        {
          key: "correlation",
          title: t("drivers.correlation"),
          figure: true,
          cell: ({ correlation }) => format.figure("correlation", correlation),
          sort: ({ correlation }) => correlation,
        },
        { key: "mean", title: t("drivers.mean"), figure: true, cell: ({ mean }) => format.figure("mean", mean), sort: ({ mean }) => mean },
      ]}
    />
  );
}
