import { api, type Out, type SavedView } from "@manyi/contracts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask, useReading } from "../../api.js";
import { BaseMark } from "../../figures/base-mark.js";
import { queryOf } from "../../figures/filter-search.js";
import { kindOf, verdictOf } from "../../figures/metrics.js";
import { populationFacts, useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { type Format, useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { filtersOfView } from "./address.js";

type Comparison = Out<typeof api.views.compare>;
type Row = Comparison["rows"][number];

/** Two views side by side: the same metrics, and the difference where it can be tested. */
export function CompareCard({ a, b }: { readonly a: SavedView; readonly b: SavedView }) {
  const { t } = useTranslation(["views", "figures"]);
  const { t: says } = useTranslation("figures");
  const format = useFormat();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const sides = [a, b].map((view) => ({ view, filters: filtersOfView(view) }));
  const body = { a: queryOf(filtersOfView(a), format.today), b: queryOf(filtersOfView(b), format.today) };
  const found = useQuery({
    queryKey: ["figures", "compare", body],
    queryFn: ({ signal }) => ask(api.views.compare, { body }, signal),
    staleTime: 15_000,
  });
  const download = useDownload(found.data?.a, filtersOfView(a));
  const names = { a: format.words(a.name), b: format.words(b.name) };
  const title = t("views:compare.title", names);
  const name = ({ metric, label }: Row) =>
    label === null ? t(`figures:metric.${metric}`) : t("views:compare.perceived", { name: format.words(label) });
  const about = ({ view, filters }: (typeof sides)[number], side: "a" | "b") => {
    const statement = found.data?.[side];
    const parts = [
      statement === undefined ? "" : format.range(statement.period),
      ...populationFacts(filters, vocabulary, says, format),
      statement === undefined ? "" : `n ${format.count(statement.answers)}`,
    ];
    return `${format.words(view.name)}${t("views:compare.colon")}${parts.filter((part) => part !== "").join(" · ")}`;
  };
  const facts = found.data === undefined ? [] : factsOf(found.data, t, format);
  const [left, right] = sides;
  const notes = left === undefined || right === undefined ? [] : [about(left, "a"), about(right, "b"), ...facts];
  return (
    <ChartCard
      className="view-compare"
      title={title}
      foot={<span>{facts.join(t("views:compare.semicolon"))}</span>}
      table={null}
      download={
        found.data === undefined ? null : download(title, numbersOf(found.data.rows, name, names, t("views:compare.difference")), notes)
      }
    >
      <Loaded query={found} lines={6}>
        {({ rows }) => (
          <>
            {notes.slice(0, 2).map((note) => (
              <p key={note} className="caption">
                {note}
              </p>
            ))}
            <Table
              caption={title}
              rows={rows}
              rowKey={({ metric, attribute }) => `${metric} ${attribute ?? ""}`}
              more={(count) => t("views:more", { count })}
              pageSize={20}
              columns={[
                { key: "metric", title: t("views:compare.metric"), cell: name },
                { key: "a", title: names.a, figure: true, cell: (row) => <Side figure={row.a} /> },
                { key: "b", title: names.b, figure: true, cell: (row) => <Side figure={row.b} /> },
                {
                  key: "difference",
                  title: t("views:compare.difference"),
                  figure: true,
                  cell: (row) => <Difference row={row} overlaps={found.data?.overlaps === true} />,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </ChartCard>
  );
}

function Side({ figure }: { readonly figure: Row["a"] }) {
  const format = useFormat();
  return (
    <>
      <b>
        <Value figure={figure} />
      </b>{" "}
      <BaseMark figure={figure} />
      {figure.interval === null ? null : <div className="caption">{format.interval(kindOf(figure.metric), figure.interval)}</div>}
    </>
  );
}

/** Better or worse when the corrected test says so; otherwise grey words. A difference nobody may test is left out. */
function Difference({ row, overlaps }: { readonly row: Row; readonly overlaps: boolean }) {
  const { t } = useTranslation(["views", "figures"]);
  const format = useFormat();
  const { difference, metric, incomparable } = row;
  if (incomparable) return <span className="caption">{t("views:compare.incomparable")}</span>;
  if (difference === null) return <span className="caption">{overlaps ? t("views:compare.shared") : "—"}</span>;
  const kind = kindOf(metric);
  const ends = difference.low === null || difference.high === null ? null : { low: difference.low, high: difference.high };
  const verdict = verdictOf({ metric, change: { ...NO_CHANGE, difference: difference.value, significant: difference.significant } });
  return (
    <>
      <span className={verdict === "unclear" ? "quiet" : verdict}>
        {verdict === "unclear"
          ? t("views:compare.unclear")
          : `${difference.value > 0 ? "▲" : "▼"} ${format.difference(kind, difference.value)}`}
      </span>
      {ends === null ? null : <div className="caption">{format.differenceInterval(kind, ends)}</div>}
    </>
  );
}

const NO_CHANGE = {
  period: { from: "", to: "" },
  value: null,
  n: null,
  interval: null,
  low: null,
  high: null,
  p: null,
  incomparable: false,
};

type Words = (key: string, values?: Record<string, unknown>) => string;

function factsOf({ overlaps, compared, rule }: Comparison, t: unknown, format: Format): string[] {
  const words = t as Words;
  if (overlaps) return [words("views:compare.overlap")];
  return [
    words(rule === "benjamini-hochberg-at-0.10" ? "views:compare.corrected" : "views:compare.each", { shown: format.count(compared) }),
  ];
}

function numbersOf(rows: readonly Row[], nameOf: (row: Row) => string, names: { a: string; b: string }, difference: string) {
  return {
    columns: ["", names.a, `${names.a} n`, names.b, `${names.b} n`, difference, "p"],
    rows: rows.map((row) => [
      nameOf(row),
      row.a.value,
      row.a.n,
      row.b.value,
      row.b.n,
      row.difference?.value ?? null,
      row.difference?.p ?? null,
    ]),
  };
}
