import { api, type In, type Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { Numbers } from "../../download/index.js";
import { BaseMark } from "../../figures/base-mark.js";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { type Format, useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { type ExpectationSearch, pairFilters } from "./search.js";

type Found = Out<typeof api.expectation.segments>;
type Cell = NonNullable<Found["rows"][number]["cells"][number]>;

/** The gap list of every segment side by side; absent where only one segment answers. */
export function SegmentsCard(props: {
  readonly query: NonNullable<In<typeof api.expectation.segments>["query"]>;
  readonly search: ExpectationSearch;
}) {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const { data } = useReading(api.expectation.segments, { query: props.query });
  const download = useDownload(data?.statement, props.search);
  if (data === undefined || data.segments.length < 2) return null;
  const { segments, outcome } = data;
  const rows = data.rows.filter(({ cells }) => cells.some((cell) => cell !== null && cell.figure.value !== null));
  const foot = t("segments.foot", { outcome: t(`figures:metric.${outcome ?? "nps"}`) });
  return (
    <ChartCard
      className="expectation-segments"
      title={t("segments.title")}
      caption={t("segments.caption")}
      foot={<span>{foot}</span>}
      table={null}
      download={download(t("segments.title"), numbersOf(data, t, format), [foot])}
    >
      <Table
        caption={t("segments.title")}
        rows={rows}
        rowKey={({ attribute }) => attribute}
        columns={[
          { key: "name", title: t("column.attribute"), cell: ({ label }) => format.words(label) },
          ...segments.map(({ id, label }, i) => ({
            key: String(id),
            title: format.words(label),
            figure: true,
            cell: ({ attribute, cells }: Found["rows"][number]) => (
              <SegmentCell cell={cells[i] ?? null} search={{ ...pairFilters(props.search), segment: id, metric: `ratio:${attribute}` }} />
            ),
            sort: ({ cells }: Found["rows"][number]) => (cells[i]?.rank == null ? null : -cells[i].rank),
          })),
        ]}
      />
    </ChartCard>
  );
}

function SegmentCell({ cell, search }: { readonly cell: Cell | null; readonly search: FilterSearch & { readonly metric: string } }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  if (cell === null) return "—";
  const { figure, gap, importance, rank, priority } = cell;
  if (figure.value === null) return <Value figure={figure} />;
  const place = rank !== null ? t("segments.rank", { rank }) : t(priority === null ? "segments.unranked" : "segments.kept");
  return (
    <span className="expectation-cell" data-tone={rank !== null && rank <= 3 ? "below" : undefined}>
      <Link to="/listen/voices" search={search} className="figure-link">
        {place} · {format.difference("mean", gap)}
      </Link>
      <small>
        {importance === null ? "" : `${format.figure("percent", 100 * importance)} · `}
        <BaseMark figure={figure} />
      </small>
    </span>
  );
}

function numbersOf({ segments, rows }: Found, t: (key: string) => string, format: Format): Numbers {
  return {
    columns: [t("column.attribute"), t("cells.by.segment"), "n", t("column.rank"), t("column.gap"), t("column.importance")],
    rows: rows.flatMap(({ label, cells }) =>
      cells.map((cell, i) => [
        format.words(label),
        format.words(segments[i]!.label),
        cell?.figure.n ?? null,
        cell?.rank ?? null,
        cell?.gap ?? null,
        cell?.importance ?? null,
      ]),
    ),
  };
}
