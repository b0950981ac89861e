import { api } from "@manyi/contracts";
import { displayP } from "@manyi/core/format";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { filterSearch } from "../../figures/filter-search.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { type Asked, percent, percentEnds } from "./data.js";
import type { DriversSearch } from "./search.js";

type Props = Asked & { readonly outcomes: readonly string[]; readonly onChange: (part: DriversSearch) => void };

/** Two outcomes of the same people, and the drivers of each segment against everybody else's. */
export function CompareCards(props: Props) {
  return (
    <div className="analysis-cards">
      <Outcomes {...props} />
      <Segments {...props} />
    </div>
  );
}

function Outcomes({ search, query, outcomes, onChange }: Props) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const others = outcomes.filter((code) => code !== query.outcome);
  const second = search.second !== undefined && others.includes(search.second) ? search.second : others[0];
  const found = useReading(
    api.analysis.driverOutcomes,
    { query: { ...query, second: second ?? "csat" } },
    { enabled: second !== undefined },
  );
  const download = useDownload(found.data?.statement, search);
  const title = t("outcomes.title");
  const names = { first: words(query.outcome), second: second === undefined ? "" : words(second) };
  const data = found.data;
  return (
    <ChartCard
      title={title}
      caption={t("outcomes.caption")}
      tools={
        <Select
          size="small"
          aria-label={t("outcomes.second")}
          prefix={<span className="filter-label">{t("outcomes.second")}</span>}
          popupMatchSelectWidth={false}
          value={second ?? null}
          options={others.map((value) => ({ value, label: words(value) }))}
          onChange={(value) => onChange({ second: value ?? undefined })}
        />
      }
      table={null}
      download={
        data === undefined
          ? null
          : download(title, {
              columns: [t("attribute"), `${names.first} ${t("share")}`, `${names.second} ${t("share")}`, t("outcomes.difference"), "p"],
              rows: data.rows.map((row) => [format.words(row.label), row.firstShare, row.secondShare, row.difference, row.p]),
            })
      }
      foot={
        data === undefined ? undefined : (
          <span>
            {[
              `n ${format.count(data.n)}`,
              `R² ${format.figure("correlation", data.r2.first)} · ${format.figure("correlation", data.r2.second)}`,
              t("outcomes.foot"),
              t("condition.noCause"),
            ].join(t("semicolon"))}
          </span>
        )
      }
    >
      {second === undefined ? (
        <EmptyState title={t("outcomes.none")} about={t("outcomes.noneAbout")} />
      ) : (
        <Loaded query={found} lines={8}>
          {({ rows, n, neededN }) =>
            rows.length === 0 ? (
              <EmptyState title={t("outcomes.none")} about={t("outcomes.few", { n: format.count(n), needed: format.count(neededN) })} />
            ) : (
              <Table
                caption={title}
                rows={rows}
                rowKey={({ attribute }) => attribute}
                start={{ key: "a", down: true }}
                columns={[
                  {
                    key: "name",
                    title: t("attribute"),
                    cell: ({ attribute, label }) => (
                      <Link to="/listen/voices" search={{ ...filterSearch(search), metric: `p:${attribute}` }}>
                        {format.words(label)}
                      </Link>
                    ),
                  },
                  {
                    key: "a",
                    title: names.first,
                    figure: true,
                    cell: ({ firstShare }) => format.figure("percent", percent(firstShare)),
                    sort: ({ firstShare }) => firstShare,
                  },
                  {
                    key: "b",
                    title: names.second,
                    figure: true,
                    cell: ({ secondShare }) => format.figure("percent", percent(secondShare)),
                    sort: ({ secondShare }) => secondShare,
                  },
                  {
                    key: "d",
                    title: t("outcomes.difference"),
                    figure: true,
                    cell: ({ difference, isDifferent }) => (
                      <span className={isDifferent ? "strong" : "quiet"}>{format.difference("correlation", difference)}</span>
                    ),
                    sort: ({ difference }) => Math.abs(difference),
                  },
                  { key: "p", title: t("outcomes.p"), figure: true, cell: ({ p }) => displayP(p), sort: ({ p }) => p },
                  {
                    key: "word",
                    title: t("outcomes.reading"),
                    cell: ({ isDifferent, difference }) =>
                      isDifferent ? (
                        <span className="tag tag-better">{t("outcomes.more", { name: difference > 0 ? names.first : names.second })}</span>
                      ) : (
                        <span className="caption">{t("outcomes.same")}</span>
                      ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      )}
    </ChartCard>
  );
}

function Segments({ search, query }: Asked) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const found = useReading(api.analysis.driverSegments, { query });
  const download = useDownload(found.data?.statement, search);
  const title = t("segments.title");
  return (
    <ChartCard
      title={title}
      caption={t("segments.caption")}
      table={null}
      download={
        found.data === undefined
          ? null
          : download(title, {
              columns: [t("attribute"), ...found.data.segments.map(({ label, n }) => `${format.words(label)} (n ${n})`)],
              rows: found.data.attributes.map(({ label }, i) => [
                format.words(label),
                ...(found.data?.segments ?? []).map(({ drivers }) => drivers[i]?.share ?? null),
              ]),
            })
      }
      foot={<span>{[t("segments.foot"), t("condition.noCause")].join(t("semicolon"))}</span>}
    >
      <Loaded query={found} lines={8}>
        {({ attributes, segments }) =>
          segments.length === 0 ? (
            <EmptyState title={t("segments.none")} about={t("segments.noneAbout")} />
          ) : (
            <Table
              caption={title}
              rows={attributes.map((attribute, i) => ({ ...attribute, i }))}
              rowKey={({ code }) => code}
              start={{ key: String(segments[0]?.id), down: true }}
              columns={[
                {
                  key: "name",
                  title: t("attribute"),
                  cell: ({ code, label }) => (
                    <Link to="/listen/voices" search={{ ...filterSearch(search), metric: `p:${code}` }}>
                      {format.words(label)}
                    </Link>
                  ),
                },
                ...segments.map((segment) => ({
                  key: String(segment.id),
                  title: `${format.words(segment.label)} · n ${format.count(segment.n)}`,
                  figure: true,
                  cell: ({ i }: { readonly i: number }) => {
                    const cell = segment.drivers[i];
                    if (segment.status !== "ranked") return <span className="caption">{t(`segments.${segment.status}`)}</span>;
                    return (
                      <>
                        <span className={cell?.isDifferent ? "strong" : undefined}>
                          {format.figure("percent", percent(cell?.share ?? null))}
                          {cell?.isDifferent ? " ◆" : ""}
                        </span>
                        {cell?.interval ? (
                          <small className="caption drivers-ends">{format.interval("percent", percentEnds(cell.interval))}</small>
                        ) : null}
                      </>
                    );
                  },
                  sort: ({ i }: { readonly i: number }) => segment.drivers[i]?.share ?? null,
                })),
              ]}
            />
          )
        }
      </Loaded>
    </ChartCard>
  );
}
