import { api, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";
import { usePlainFacts } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { type Contrast, contrasts, type ThemesSearch } from "./search.js";

type Words = Out<typeof api.themes.words>;
type Query = Record<string, string | number | undefined>;

/** Words that set two groups of comments apart, as bars to both sides of a line: no cloud, every bar with count and interval. */
export function WordsCard(props: {
  readonly query: Query;
  readonly search: ThemesSearch;
  readonly onChange: (part: ThemesSearch) => void;
}) {
  const { t } = useTranslation(["themes", "figures"]);
  const format = useFormat();
  const { query, search, onChange } = props;
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const units = (vocabulary?.units ?? []).filter(({ parentId }) => parentId !== null);
  const segments = vocabulary?.segments ?? [];
  const contrast = search.contrast ?? "sentiment";
  const choices = contrast === "unit" ? units : contrast === "segment" ? segments : [];
  const a = choices.find(({ id }) => id === search.a)?.id ?? choices[0]?.id;
  const b = choices.find(({ id }) => id === search.b)?.id;
  const needsSide = contrast === "unit" || contrast === "segment";
  const words = useReading(
    api.themes.words,
    { query: { ...query, contrast, metric: search.metric, ...(needsSide ? { a, b } : {}) } as never },
    { enabled: !needsSide || a !== undefined },
  );
  const nameOf = (id: number | undefined) => format.words(choices.find((one) => one.id === id)?.name);
  const names = sideNames(contrast, t, [nameOf(a), nameOf(b)]);
  const title = t("words.title", { a: names[0], b: names[1] });
  const { data } = words;
  const filters = filterSearch(search);
  const plain = usePlainFacts(filters);
  const possible = contrasts.filter((one) => (one !== "unit" || units.length > 1) && (one !== "segment" || segments.length > 1));
  return (
    <ChartCard
      title={title}
      caption={t("words.caption")}
      tools={
        <>
          <Select<Contrast>
            size="small"
            aria-label={t("words.contrast")}
            popupMatchSelectWidth={false}
            value={contrast}
            options={possible.map((value) => ({ value, label: t(`words.contrasts.${value}`) }))}
            onChange={(value) => onChange({ contrast: value === "sentiment" ? undefined : value, a: undefined, b: undefined })}
          />
          {needsSide ? (
            <>
              <Select
                size="small"
                aria-label={t("words.one")}
                popupMatchSelectWidth={false}
                showSearch={{ optionFilterProp: "label" }}
                value={a ?? null}
                options={choices.map(({ id, name }) => ({ value: id, label: format.words(name) }))}
                onChange={(value) => onChange({ a: value ?? undefined })}
              />
              <Select
                size="small"
                aria-label={t("words.other")}
                popupMatchSelectWidth={false}
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                placeholder={t("words.rest")}
                value={b ?? null}
                options={choices.filter(({ id }) => id !== a).map(({ id, name }) => ({ value: id, label: format.words(name) }))}
                onChange={(value) => onChange({ b: value ?? undefined })}
              />
            </>
          ) : null}
        </>
      }
      foot={data === undefined ? undefined : <span>{wordFacts(data, names, t, format).join(t("semicolon"))}</span>}
      table={
        data === undefined || data.terms.length === 0 ? null : <WordsTable data={data} names={names} caption={title} filters={filters} />
      }
      download={
        data === undefined || data.terms.length === 0
          ? null
          : {
              title,
              statement: [...plain(data.period), ...wordFacts(data, names, t, format)],
              numbers: {
                columns: [t("words.term"), names[0], names[1], t("words.logOdds"), t("column.low"), t("column.high")],
                rows: data.terms.map(({ term, a: own, b: other, logOdds, low, high }) => [term, own, other, logOdds, low, high]),
              },
            }
      }
    >
      <Loaded query={words} lines={8}>
        {(found) =>
          !found.isEnough ? (
            <EmptyState
              title={t("words.few")}
              about={t("words.fewAbout", {
                a: names[0],
                n: format.count(found.groups.a.comments),
                b: names[1],
                m: format.count(found.groups.b.comments),
              })}
            />
          ) : found.terms.length === 0 ? (
            <EmptyState title={t("words.none")} about={t("words.noneAbout")} />
          ) : (
            <Diverging data={found} names={names} filters={filters} />
          )
        }
      </Loaded>
    </ChartCard>
  );
}

type Names = readonly [a: string, b: string];

function sideNames(contrast: Contrast, t: ReturnType<typeof useTranslation<["themes", "figures"]>>["t"], [a, b]: Names): Names {
  if (contrast === "unit" || contrast === "segment") return [a, b === "" ? t("words.rest") : b];
  return [t(`words.side.${contrast}.a`), t(`words.side.${contrast}.b`)];
}

function wordFacts(
  { groups: { a, b } }: Words,
  names: Names,
  t: ReturnType<typeof useTranslation<["themes", "figures"]>>["t"],
  format: ReturnType<typeof useFormat>,
): string[] {
  const side = (name: string, { comments, counted }: Words["groups"]["a"]) =>
    counted < comments
      ? t("words.drawn", { name, counted: format.count(counted), n: format.count(comments) })
      : t("words.all", { name, n: format.count(comments) });
  return [side(names[0], a), side(names[1], b), t("words.rule")];
}

function Diverging({ data: { terms }, names, filters }: { readonly data: Words; readonly names: Names; readonly filters: FilterSearch }) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const end = Math.max(...terms.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  // both halves begin at their own 0, so that a bar has all the room
  const at = (value: number) => (100 * Math.max(0, value)) / end;
  const left = terms.filter(({ logOdds }) => logOdds > 0);
  const right = terms.filter(({ logOdds }) => logOdds < 0);
  return (
    <div className="word-halves">
      {[
        { name: names[0], rows: left, sign: 1 },
        { name: names[1], rows: right, sign: -1 },
      ].map(({ name, rows, sign }) => (
        <section key={sign}>
          <h3>{t("words.saysMore", { name })}</h3>
          {rows.length === 0 ? (
            <p className="caption">{t("words.sideNone")}</p>
          ) : (
            <ul>
              {rows.map(({ term, a, b, logOdds, low, high }) => (
                <li key={term} className="word-row">
                  <PageLink to="/listen/voices" search={{ ...filters, text: term }} className="word-term">
                    {term}
                  </PageLink>
                  <span
                    className="word-track"
                    title={`${format.figure("correlation", logOdds)} (${format.interval("correlation", { low, high })})`}
                  >
                    <i className="word-bar" data-side={sign > 0 ? "a" : "b"} style={{ left: 0, width: `${at(Math.abs(logOdds))}%` }} />
                    <i className="whisker" style={{ left: `${at(sign > 0 ? low : -high)}%`, width: `${at(Math.abs(high - low))}%` }} />
                  </span>
                  <span className="number caption">
                    {format.count(a)} : {format.count(b)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}

function WordsTable(props: { readonly data: Words; readonly names: Names; readonly caption: string; readonly filters: FilterSearch }) {
  const { data, names, caption, filters } = props;
  const { t } = useTranslation("themes");
  const format = useFormat();
  return (
    <Table
      caption={caption}
      rows={data.terms}
      rowKey={({ term }) => term}
      columns={[
        {
          key: "term",
          title: t("words.term"),
          cell: ({ term }) => (
            <PageLink to="/listen/voices" search={{ ...filters, text: term }}>
              {term}
            </PageLink>
          ),
        },
        { key: "a", title: names[0], figure: true, cell: ({ a }) => format.count(a), sort: ({ a }) => a },
        { key: "b", title: names[1], figure: true, cell: ({ b }) => format.count(b), sort: ({ b }) => b },
        {
          key: "odds",
          title: t("words.logOdds"),
          figure: true,
          cell: ({ logOdds }) => format.figure("correlation", logOdds),
          sort: ({ logOdds }) => logOdds,
        },
        {
          key: "interval",
          title: t("column.interval"),
          figure: true,
          cell: ({ low, high }) => format.interval("correlation", { low, high }),
        },
      ]}
    />
  );
}
