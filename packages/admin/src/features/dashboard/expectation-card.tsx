import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { type Axis, axisFor, placeOn, tickTexts } from "../../figures/axis.js";
import { BaseMark } from "../../figures/base-mark.js";
import { queryOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { answeredRows, byShortfall, commonScale, type ExpectationRow, halfWidths } from "./expectation.js";
import { pairNumbers } from "./numbers.js";
import type { DashboardSearch } from "./search.js";

type Recalled = "with" | "without" | "only";

/** Expected and perceived as the two ends of a bar, the largest shortfall first. */
export function ExpectationCard({ search }: { readonly search: DashboardSearch }) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const [recalled, setRecalled] = useState<Recalled>("with");
  const expectation = useReading(api.figures.expectation, { query: { ...queryOf(search, format.today), recalled } });
  const all = expectation.data?.rows ?? [];
  const rows = byShortfall(answeredRows(all));
  const unanswered = all.length - rows.length;
  const scale = commonScale(rows);
  const download = useDownload(expectation.data?.statement, search);
  return (
    <ChartCard
      className="expectation"
      title={t("expectation.title")}
      caption={scale === null ? t("expectation.ownScales") : t("expectation.caption", scale)}
      tools={
        <Select<Recalled>
          size="small"
          aria-label={t("expectation.recalled")}
          popupMatchSelectWidth={false}
          value={recalled}
          options={(["with", "without", "only"] as const).map((value) => ({ value, label: t(`expectation.recalledIs.${value}`) }))}
          onChange={setRecalled}
        />
      }
      legend={
        <span className="caption legend">
          <i className="dot dot-expected" aria-hidden="true" /> {t("expectation.expected")}{" "}
          <i className="dot dot-below" aria-hidden="true" />
          <i className="dot dot-above" aria-hidden="true" /> {t("expectation.perceived")}
        </span>
      }
      foot={rows.length === 0 ? undefined : <Foot rows={rows} unanswered={unanswered} />}
      table={rows.length === 0 ? null : <ExpectationTable rows={rows} search={search} />}
      download={
        rows.length === 0 ? null : download(t("expectation.title"), pairNumbers(rows, t, format), [t(`expectation.recalledIs.${recalled}`)])
      }
    >
      <Loaded query={expectation} lines={10}>
        {() =>
          rows.length === 0 ? (
            <EmptyState
              title={t("expectation.none")}
              about={unanswered === 0 ? t("expectation.noneAbout") : t("expectation.unanswered", { count: unanswered })}
            />
          ) : (
            <Dumbbells rows={rows} scale={scale} search={search} />
          )
        }
      </Loaded>
    </ChartCard>
  );
}

function Dumbbells(props: {
  readonly rows: readonly ExpectationRow[];
  readonly scale: { min: number; max: number } | null;
  readonly search: DashboardSearch;
}) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const { rows, scale, search } = props;
  const shared =
    scale === null ? null : axisFor(rows.flatMap(({ e, p }) => [e, p].filter((value) => value !== null)).concat([scale.max]), 6);
  const axisOf = (row: ExpectationRow): Axis => shared ?? { low: row.scale.min, high: row.scale.max, ticks: [] };
  return (
    <div className="rowchart">
      <div className="rowchart-head caption" aria-hidden="true">
        <span />
        <span />
        <span>{t("expectation.gap")}</span>
        <span>{t("expectation.ratio")}</span>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.attribute} data-base={row.figure.base}>
            <Link to="/listen/voices" search={{ ...search, metric: `ratio:${row.attribute}` }} className="rowchart-name">
              {format.words(row.label)}
            </Link>
            <Dumbbell row={row} axis={axisOf(row)} />
            <span className={`rowchart-figure ${row.gap === null ? "quiet" : row.gap < 0 ? "worse" : "better"}`}>
              {format.difference("mean", row.gap)}
            </span>
            <span className="rowchart-figure strong">
              <Value figure={row.figure} />
            </span>
          </li>
        ))}
      </ul>
      {shared === null ? null : (
        <div className="rowchart-axis caption" aria-hidden="true">
          <span />
          <span className="rowchart-ticks">
            {shared.ticks.map((tick, i) => (
              <i key={tick} style={{ left: `${100 * placeOn(shared, tick)}%` }}>
                {tickTexts(shared.ticks)[i]}
              </i>
            ))}
          </span>
        </div>
      )}
    </div>
  );
}

function Dumbbell({ row, axis }: { readonly row: ExpectationRow; readonly axis: Axis }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const { e, p } = row;
  const words =
    e === null || p === null
      ? t("expectation.nothing")
      : t("expectation.words", { e: format.figure("mean", e), p: format.figure("mean", p), n: format.count(row.figure.n) });
  const at = (value: number) => `${100 * placeOn(axis, value)}%`;
  return (
    <span className="track" title={words}>
      <span className="visually-hidden">{words}</span>
      {axis.ticks.map((tick) => (
        <i key={tick} className="track-tick" style={{ left: at(tick) }} />
      ))}
      {e === null || p === null ? null : (
        <>
          <i
            className="track-line"
            data-below={p < e}
            style={{ left: at(Math.min(e, p)), width: `${100 * Math.abs(placeOn(axis, p) - placeOn(axis, e))}%` }}
          />
          <i className="dot dot-expected" style={{ left: at(e) }} />
          <i className={`dot ${p < e ? "dot-below" : "dot-above"}`} style={{ left: at(p) }} />
        </>
      )}
    </span>
  );
}

function Foot({ rows, unanswered }: { readonly rows: readonly ExpectationRow[]; readonly unanswered: number }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const bases = rows.flatMap(({ figure: { n, base } }) => (n === null || base === "low" || base === "none" ? [] : [n]));
  const low = rows.filter(({ figure }) => figure.base === "low").map((row) => `${format.words(row.label)} n ${format.count(row.figure.n)}`);
  const halves = halfWidths(rows);
  const recalled = Math.max(0, ...rows.map(({ recalledN }) => recalledN));
  const facts = [
    bases.length === 0 ? "" : t("expectation.bases", { low: format.count(Math.min(...bases)), high: format.count(Math.max(...bases)) }),
    halves === null ? "" : t("expectation.half", { low: format.figure("ratio", halves.low), high: format.figure("ratio", halves.high) }),
    low.length === 0 ? "" : t("expectation.low", { names: low.join(t("comma")) }),
    recalled === 0 ? "" : t("expectation.recalledN", { count: recalled, shown: format.count(recalled) }),
    unanswered === 0 ? "" : t("expectation.unanswered", { count: unanswered }),
  ];
  return <span>{facts.filter((fact) => fact !== "").join(t("semicolon"))}</span>;
}

function ExpectationTable({ rows, search }: { readonly rows: readonly ExpectationRow[]; readonly search: DashboardSearch }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  return (
    <Table
      caption={t("expectation.title")}
      rows={rows}
      rowKey={({ attribute }) => attribute}
      columns={[
        {
          key: "name",
          title: t("column.attribute"),
          cell: (row) => (
            <Link to="/listen/voices" search={{ ...search, metric: `ratio:${row.attribute}` }}>
              {format.words(row.label)}
            </Link>
          ),
        },
        { key: "n", title: "n", figure: true, cell: ({ figure }) => <BaseMark figure={figure} bare />, sort: ({ figure }) => figure.n },
        { key: "e", title: t("expectation.expected"), figure: true, cell: ({ e }) => format.figure("mean", e), sort: ({ e }) => e },
        { key: "p", title: t("expectation.perceivedShort"), figure: true, cell: ({ p }) => format.figure("mean", p), sort: ({ p }) => p },
        {
          key: "gap",
          title: t("expectation.gap"),
          figure: true,
          cell: ({ gap }) => format.difference("mean", gap),
          sort: ({ gap }) => gap,
        },
        {
          key: "ratio",
          title: t("expectation.ratio"),
          figure: true,
          cell: ({ figure }) => <Value figure={figure} />,
          sort: ({ figure }) => figure.value,
        },
        { key: "interval", title: t("column.interval"), figure: true, cell: ({ figure }) => format.interval("ratio", figure.interval) },
      ]}
    />
  );
}
