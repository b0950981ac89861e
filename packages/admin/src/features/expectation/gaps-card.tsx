import type { api, Out } from "@manyi/contracts";
import { bandOfRatio } from "@manyi/core/measures";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Numbers } from "../../download/index.js";
import { BaseMark } from "../../figures/base-mark.js";
import { Change } from "../../figures/change.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { type Format, useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { type Column, Table } from "../../ui/table.js";
import { PairTrack } from "./pair-track.js";
import { type ExpectationSearch, pairFilters } from "./search.js";

export type Gaps = Out<typeof api.expectation.gaps>;
export type GapRow = Gaps["rows"][number];

/** Where to begin: attributes by importance × shortfall, then the strengths, then what cannot be ranked. */
export function GapsCard({ found, search }: { readonly found: Gaps; readonly search: ExpectationSearch }) {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const download = useDownload(found.statement, search);
  const { rows, unanswered, outcome, driversN } = found;
  const groups = [
    { key: "close", rows: rows.filter(({ rank }) => rank !== null) },
    { key: "strength", rows: rows.filter(({ rank, priority }) => rank === null && priority !== null) },
    { key: "unranked", rows: rows.filter(({ priority }) => priority === null) },
  ].filter((group) => group.rows.length > 0);
  const recalledN = Math.max(0, ...rows.map((row) => row.recalledN));
  const weighed = rows.some(({ importance }) => importance !== null);
  const facts = [
    weighed
      ? t("gaps.importance", { outcome: t(`figures:metric.${outcome ?? "nps"}`), n: format.count(driversN) })
      : t("gaps.unweighed", { n: format.count(driversN) }),
    recalledN === 0 ? t("gaps.noneRecalled") : t("gaps.recalled", { shown: format.count(recalledN) }),
    unanswered.length === 0 ? "" : t("unanswered", { count: unanswered.length }),
    t("gaps.noCause"),
  ].filter((fact) => fact !== "");
  return (
    <ChartCard
      className="expectation-gaps"
      title={t("gaps.title")}
      caption={t("gaps.caption")}
      legend={
        <span className="caption legend">
          <i className="dot dot-expected" aria-hidden="true" /> {t("figures:expected")} <i className="dot dot-below" aria-hidden="true" />
          <i className="dot dot-above" aria-hidden="true" /> {t("gaps.perceived")}
        </span>
      }
      foot={<span title={unanswered.map((label) => format.words(label)).join(t("comma"))}>{facts.join(t("semicolon"))}</span>}
      table={null}
      download={download(t("gaps.title"), numbersOf(found, t, format), facts)}
    >
      {groups.map(({ key, rows: held }) => (
        <section key={key} className="expectation-group">
          <h3>
            {t(`gaps.group.${key}.title`)} <span className="caption">{t(`gaps.group.${key}.about`)}</span>
          </h3>
          <GapTable rows={held} search={search} caption={t(`gaps.group.${key}.title`)} />
        </section>
      ))}
    </ChartCard>
  );
}

/** A gap is coloured when it is beyond chance: its interval leaves 0 on one side. */
function toneOf(gap: GapRow["gap"], interval: GapRow["gapInterval"]): "better" | "worse" | "quiet" | undefined {
  if (gap === null || interval === null) return "quiet";
  return interval.high < 0 ? "worse" : interval.low > 0 ? "better" : undefined;
}

function GapTable({
  rows,
  search,
  caption,
}: {
  readonly rows: readonly GapRow[];
  readonly search: ExpectationSearch;
  readonly caption: string;
}) {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const columns: Column<GapRow>[] = [
    {
      key: "name",
      title: t("column.attribute"),
      cell: (row) => (
        <>
          {row.rank === null ? null : <span className="expectation-rank">{row.rank}</span>}
          <Link to="/listen/voices" search={{ ...pairFilters(search), metric: `ratio:${row.attribute}` }}>
            {format.words(row.label)}
          </Link>
        </>
      ),
    },
    { key: "track", title: t("column.track"), cell: (row) => <PairTrack pair={row} scale={row.scale} /> },
    {
      key: "gap",
      title: t("column.gap"),
      figure: true,
      cell: ({ gap, gapInterval }) => (
        <>
          <span className={toneOf(gap, gapInterval)}>{format.difference("mean", gap)}</span>
          {gapInterval === null ? null : <small className="expectation-ends">{format.differenceInterval("mean", gapInterval)}</small>}
        </>
      ),
    },
    {
      key: "ratio",
      title: t("column.ratio"),
      figure: true,
      cell: ({ figure }) => (
        <>
          <b>
            <Value figure={figure} />
          </b>
          {figure.value === null ? null : (
            <small className="expectation-ends">
              {t(`figures:part.${bandOfRatio(figure.value)}`)} {format.interval("ratio", figure.interval)}
            </small>
          )}
        </>
      ),
    },
    { key: "change", title: t("column.change"), figure: true, cell: ({ figure }) => <Change figure={figure} /> },
    {
      key: "importance",
      title: t("column.importance"),
      figure: true,
      cell: ({ importance }) => (importance === null ? "—" : format.figure("percent", 100 * importance)),
    },
    {
      key: "gain",
      title: t("column.gain"),
      figure: true,
      cell: ({ gain }) =>
        gain === null ? (
          "—"
        ) : (
          <>
            {format.difference("mean", gain.value)}
            <small className="expectation-ends">{format.differenceInterval("mean", gain)}</small>
          </>
        ),
    },
    { key: "n", title: "n", figure: true, cell: ({ figure }) => <BaseMark figure={figure} bare /> },
    {
      key: "recalled",
      title: t("column.recalled"),
      figure: true,
      cell: ({ recalledN }) => format.count(recalledN),
    },
  ];
  return <Table caption={caption} rows={rows} rowKey={({ attribute }) => attribute} columns={columns} />;
}

function numbersOf({ rows }: Gaps, t: (key: string) => string, format: Format): Numbers {
  return {
    columns: [
      t("column.attribute"),
      t("column.rank"),
      "n",
      t("column.recalled"),
      t("figures:expected"),
      t("figures:perceived"),
      t("column.gap"),
      t("column.ratio"),
      t("column.low"),
      t("column.high"),
      t("column.importance"),
      t("column.gain"),
    ],
    rows: rows.map(({ label, rank, figure, recalledN, e, p, gap, importance, gain }) => [
      format.words(label),
      rank,
      figure.n,
      recalledN,
      e,
      p,
      gap,
      figure.value,
      figure.interval?.low ?? null,
      figure.interval?.high ?? null,
      importance,
      gain?.value ?? null,
    ]),
  };
}
