import { api, type In, type Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { Numbers } from "../../download/index.js";
import { BaseMark } from "../../figures/base-mark.js";
import { type FilterSearch, periodOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { type Format, useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { type Column, Table } from "../../ui/table.js";
import { divisions, type ExpectationSearch, pairFilters, shownIn } from "./search.js";

type Cells = Out<typeof api.expectation.cells>;
type Pair = Cells["rows"][number]["cells"][number];
type Shown = (typeof shownIn)[number];

/** Every attribute by segment, unit, touchpoint or survey. */
export function CellsCard(props: {
  readonly query: NonNullable<In<typeof api.expectation.cells>["query"]>;
  readonly search: ExpectationSearch;
  readonly onChange: (part: ExpectationSearch) => void;
}) {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const { query, search, onChange } = props;
  const by = search.by ?? ("segment" as const);
  const cell = search.cell ?? ("ratio" as const);
  const found = useReading(api.expectation.cells, { query: { ...query, by } });
  const download = useDownload(found.data?.statement, search);
  const title = t("cells.title", { division: t(`cells.by.${by}`) });
  return (
    <ChartCard
      className="expectation-cells"
      title={title}
      caption={t(`cells.shown.${cell}`)}
      tools={
        <>
          <Select<(typeof divisions)[number]>
            size="small"
            aria-label={t("cells.division")}
            popupMatchSelectWidth={false}
            value={by}
            options={divisions.map((value) => ({ value, label: t(`cells.by.${value}`) }))}
            onChange={(value) => onChange({ by: value === "segment" ? undefined : value })}
          />
          <Select<Shown>
            size="small"
            aria-label={t("cells.cell")}
            popupMatchSelectWidth={false}
            value={cell}
            options={shownIn.map((value) => ({ value, label: t(`cells.cells.${value}`) }))}
            onChange={(value) => onChange({ cell: value === "ratio" ? undefined : value })}
          />
        </>
      }
      foot={<span>{t("cells.foot")}</span>}
      table={null}
      download={found.data === undefined ? null : download(title, numbersOf(found.data, t, format), [t("cells.foot")])}
    >
      <Loaded query={found} lines={8}>
        {(table) => <CellTable table={table} cell={cell} by={by} search={search} title={title} />}
      </Loaded>
    </ChartCard>
  );
}

function CellTable({
  table,
  cell,
  by,
  search,
  title,
}: {
  readonly table: Cells;
  readonly cell: Shown;
  readonly by: string;
  readonly search: ExpectationSearch;
  readonly title: string;
}) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const hints = useReading(api.expectationSources.summary, { query: periodOf(search, format.today) }, { enabled: by === "segment" });
  const hintOf = (attribute: string, key: number | string) =>
    hints.data?.attributes.find(({ code }) => code === attribute)?.segments.find(({ id }) => id === key);
  const rows = table.rows.filter(({ cells }) => cells.some(({ figure }) => figure.suppressed !== null || (figure.n ?? 0) > 0));
  if (rows.length === 0 || table.columns.length === 0) return <p className="quiet">{t("cells.none")}</p>;
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "name", title: t("column.attribute"), cell: ({ label }) => format.words(label) },
    ...table.columns.map(
      (column, i): Column<(typeof rows)[number]> => ({
        key: String(column.key),
        title: format.words(column.label),
        figure: true,
        cell: ({ attribute, cells }) => {
          const pair = cells[i]!;
          const isNamed = column.key !== 0;
          const shown = <Shown pair={pair} cell={cell} />;
          return (
            <span className="expectation-cell" data-tone={toneOf(pair)}>
              {isNamed && pair.figure.value !== null ? (
                <Link
                  to="/listen/voices"
                  search={{ ...pairFilters(search), ...narrowing(by, column.key), metric: `ratio:${attribute}` }}
                  className="figure-link"
                >
                  {shown}
                </Link>
              ) : (
                shown
              )}
              <small>
                <BaseMark figure={pair.figure} />
              </small>
              {by === "segment" ? <Hint hint={hintOf(attribute, column.key)} /> : null}
            </span>
          );
        },
        sort: ({ cells }) => (cells[i]!.figure.base === "low" ? null : numberOf(cells[i]!, cell)),
      }),
    ),
  ];
  return <Table caption={title} rows={rows} rowKey={({ attribute }) => attribute} columns={columns} />;
}

type HintOfSegment = Out<typeof api.expectationSources.summary>["attributes"][number]["segments"][number];

/** That somebody of the segment searched for it or looked at it; beside the cell, never inside its figure. */
function Hint({ hint }: { readonly hint: HintOfSegment | undefined }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  if (hint === undefined) return null;
  const about = t("hint.about", {
    searches: format.count(hint.searches),
    dwell: format.duration(Math.round(hint.dwellSeconds / 60), true),
    others: hint.others,
  });
  return (
    <small title={about}>
      <span className="tag">{t("hint.mark")}</span>
      <span className="visually-hidden">{about}</span>
    </small>
  );
}

/** The filter that leaves one column. */
function narrowing(by: string, key: string | number): FilterSearch {
  return { [by]: key };
}

/** Colour says the same as the number: beyond what was expected, or short of it; low bases say nothing. */
function toneOf({ figure: { value, base, interval } }: Pair): "above" | "below" | undefined {
  if (value === null || base === "low" || interval === null) return undefined;
  return interval.low > 1 ? "above" : interval.high < 1 ? "below" : undefined;
}

function numberOf({ e, p, gap, figure }: Pair, cell: Shown): number | null {
  return { ratio: figure.value, gap, e, p }[cell];
}

function Shown({ pair, cell }: { readonly pair: Pair; readonly cell: Shown }) {
  const format = useFormat();
  if (cell === "ratio" || pair.figure.suppressed !== null) return <Value figure={pair.figure} />;
  return <>{cell === "gap" ? format.difference("mean", pair.gap) : format.figure("mean", pair[cell])}</>;
}

function numbersOf({ columns, rows }: Cells, t: (key: string) => string, format: Format): Numbers {
  return {
    columns: [
      t("column.attribute"),
      t("cells.division"),
      "n",
      t("figures:expected"),
      t("figures:perceived"),
      t("column.gap"),
      t("column.ratio"),
    ],
    rows: rows.flatMap(({ label, cells }) =>
      cells.map(({ e, p, gap, figure }, i) => [format.words(label), format.words(columns[i]!.label), figure.n, e, p, gap, figure.value]),
    ),
  };
}
