import { api, type Out } from "@manyi/contracts";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { themeFacts } from "./facts.js";
import { inOrder } from "./order.js";
import type { SubjectsSearch } from "./search.js";
import { SidesBar, SidesLegend } from "./sides-bar.js";
import "./themes.css";

type Subject = Out<typeof api.themes.subject>;

/** Everything said about one product, touchpoint or unit, on one page. */
export function ProductsPage() {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/products" });
  const navigate = useNavigate({ from: "/understand/products" });
  const { weighting: _, ...period } = queryOf(search, format.today);
  const query = { ...period, compare: "none" as const };
  const subjects = useReading(api.themes.subjects, { query });
  const items = subjects.data?.items ?? [];
  const first = items[0];
  const kind = search.kind ?? first?.kind;
  const key = search.key ?? first?.key;
  const subject = useReading(
    api.themes.subject,
    { params: { kind: kind ?? "unit", key: key ?? "0" }, query },
    { enabled: kind !== undefined && key !== undefined },
  );
  const put = (part: SubjectsSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const kinds = ["product", "touchpoint", "unit"] as const;
  return (
    <>
      <PageHeader title={t("products.title")} about={t("products.about")} />
      <FilterBar search={search} onChange={put} compares={false} />
      <Loaded query={subjects} lines={4}>
        {() =>
          items.length === 0 ? (
            <Card title={t("products.title")}>
              <EmptyState title={t("products.none")} about={t("products.noneAbout")} />
            </Card>
          ) : (
            <div className="themes">
              <Select
                aria-label={t("products.choose")}
                className="subject-choice"
                showSearch={{ optionFilterProp: "label" }}
                popupMatchSelectWidth={360}
                value={`${kind}:${key}`}
                options={kinds.flatMap((one) => {
                  const own = items.filter((item) => item.kind === one);
                  if (own.length === 0) return [];
                  return [
                    {
                      label: t(`products.kind.${one}`),
                      options: own.map(({ key: value, name, voices }) => ({
                        value: `${one}:${value}`,
                        label: `${format.words(name)} · ${format.count(voices)}`,
                      })),
                    },
                  ];
                })}
                onChange={(value: string) => {
                  const cut = value.indexOf(":");
                  put({ kind: kinds.find((one) => one === value.slice(0, cut)), key: value.slice(cut + 1) });
                }}
              />
              <Loaded query={subject} lines={8}>
                {(found) => <SubjectCards found={found} search={search} />}
              </Loaded>
            </div>
          )
        }
      </Loaded>
    </>
  );
}

/** Stars by month: scales are different questions and stand apart. */
function RatingsCard({ ratings }: { readonly ratings: Subject["ratings"] }) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  return (
    <Card title={t("products.ratings")} caption={t("products.ratingsCaption")}>
      {ratings.length === 0 ? <EmptyState title={t("products.noRatings")} /> : null}
      {ratings.map(({ min, max, n: all, months }) => {
        const scale = t("products.scale", { min, max, n: format.count(all) });
        return (
          <section key={`${min} ${max}`}>
            <h3 className="caption strong">{scale}</h3>
            <Table
              caption={scale}
              rows={months}
              rowKey={({ month }) => month}
              columns={[
                { key: "month", title: t("products.month"), cell: ({ month }) => month.slice(0, 7) },
                {
                  key: "mean",
                  title: t("products.mean"),
                  figure: true,
                  cell: ({ mean, n }) => <span className={n < 10 ? "quiet" : "strong"}>{format.figure("mean", mean)}</span>,
                },
                {
                  key: "interval",
                  title: t("column.interval"),
                  figure: true,
                  cell: ({ low, high, n }) => (n < 2 ? "—" : format.interval("mean", { low, high })),
                },
                { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n) },
              ]}
            />
          </section>
        );
      })}
    </Card>
  );
}

function SubjectCards({ found, search }: { readonly found: Subject; readonly search: SubjectsSearch }) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const rows = inOrder(found.topics, "volume");
  const enough = rows.filter(({ n }) => n >= 5);
  const share = ({ sides, n }: (typeof rows)[number], side: "good" | "bad") => sides[side] / n;
  const strengths = enough
    .filter((row) => share(row, "good") >= 0.5)
    .toSorted((a, b) => b.sides.good - a.sides.good)
    .slice(0, 5);
  const weaknesses = enough
    .filter((row) => share(row, "bad") >= 0.3)
    .toSorted((a, b) => b.sides.bad - a.sides.bad)
    .slice(0, 5);
  const narrowed = { [found.kind]: found.kind === "product" ? found.key : Number(found.key) };
  const { kind: _, key: __, ...filters } = search;
  return (
    <>
      <Card
        title={format.words(found.name)}
        caption={t("products.voices", { n: format.count(found.voices) })}
        link={
          <PageLink to="/listen/voices" search={{ ...filters, ...narrowed }}>
            {t("products.all")}
          </PageLink>
        }
        foot={<span>{themeFacts(found, t, format).join(t("semicolon"))}</span>}
      >
        {found.scores.length === 0 ? (
          <p className="caption">{t("products.noScores")}</p>
        ) : (
          <div className="subject-scores">
            {found.scores.map(({ metric, value, n, low, high }) => {
              const kind = metric === "nps" ? ("nps" as const) : ("mean" as const);
              return (
                <div key={metric}>
                  <span className="caption">{t(`score.${metric}`)}</span>
                  <b className={n < 10 ? "subject-figure quiet" : "subject-figure"}>{format.figure(kind, value)}</b>
                  <span className="caption">
                    {format.interval(kind, { low, high })} · n {format.count(n)}
                  </span>
                </div>
              );
            })}
          </div>
        )}
      </Card>
      <div className="themes-pair">
        {(
          [
            ["weaknesses", weaknesses, "bad"],
            ["strengths", strengths, "good"],
          ] as const
        ).map(([name, list, side]) => (
          <Card key={name} title={t(`products.${name}`)} caption={t(`products.${name}Caption`)}>
            {list.length === 0 ? (
              <EmptyState title={t("products.nothing")} />
            ) : (
              <ul className="theme-list">
                {list.map((row) => (
                  <li key={row.id}>
                    <Link to="/understand/themes" search={{ ...filters, ...narrowed, theme: row.id }}>
                      {format.words(row.name)}
                    </Link>
                    <span className="caption">
                      {t("products.of", {
                        n: format.count(row.sides[side]),
                        total: format.count(row.n),
                        share: format.figure("percent", 100 * share(row, side)),
                      })}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        ))}
      </div>
      <Card title={t("products.topics")} link={<SidesLegend />}>
        {rows.length === 0 ? (
          <EmptyState title={t("products.nothing")} />
        ) : (
          <Table
            caption={t("products.topics")}
            rows={rows}
            rowKey={({ id }) => id}
            pageSize={12}
            more={(count) => t("topics.more", { count })}
            columns={[
              {
                key: "name",
                title: t("column.topic"),
                cell: ({ id, name }) => (
                  <PageLink to="/listen/voices" search={{ ...filters, ...narrowed, topic: id, withComment: true }}>
                    {format.words(name)}
                  </PageLink>
                ),
              },
              { key: "sides", title: t("column.sides"), cell: ({ sides }) => <SidesBar sides={sides} /> },
              { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
              {
                key: "bad",
                title: t("side.bad"),
                figure: true,
                cell: ({ id, sides }) =>
                  sides.bad === 0 ? (
                    format.count(0)
                  ) : (
                    <PageLink to="/listen/voices" search={{ ...filters, ...narrowed, topic: id, sentiment: "bad", withComment: true }}>
                      {format.count(sides.bad)}
                    </PageLink>
                  ),
                sort: ({ sides }) => sides.bad,
              },
            ]}
          />
        )}
      </Card>
      <div className="themes-pair">
        <RatingsCard ratings={found.ratings} />
        {found.openCases === null ? null : (
          <Card title={t("products.cases")} caption={t("products.casesCaption")}>
            {found.openCases.length === 0 ? (
              <EmptyState title={t("products.noCases")} />
            ) : (
              <ul className="theme-list">
                {found.openCases.map(({ id, reference }) => (
                  <li key={id}>
                    <PageLink to="/act/cases/$id" params={{ id }}>
                      {reference}
                    </PageLink>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        )}
      </div>
    </>
  );
}
