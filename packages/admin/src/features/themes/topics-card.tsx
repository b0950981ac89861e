import type { ThemeRow } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { usePlainFacts } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { EffectTrack } from "./effect-track.js";
import { type Overview, themeFacts } from "./facts.js";
import { effectEnd, firstOrder, inOrder } from "./order.js";
import { orders, scoreMetrics, type ThemesSearch } from "./search.js";
import { SidesBar, SidesLegend } from "./sides-bar.js";

const SHOWN = 24;

/** Themes as a ledger of bars: how often, how bad, changed, and how the score goes with each. */
export function TopicsCard(props: {
  readonly found: Overview;
  readonly search: ThemesSearch;
  /** the filter bar alone, for links */
  readonly filters: ThemesSearch;
  readonly onChange: (part: ThemesSearch) => void;
}) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const { found, search, filters, onChange } = props;
  const plain = usePlainFacts(filters);
  const first = firstOrder(found.topics);
  const order = search.order ?? first;
  const rows = inOrder(found.topics, order);
  const kind = found.score.metric === "nps" ? ("nps" as const) : ("mean" as const);
  const metricName = t(`score.${found.score.metric}`);
  const title = t(`topics.title.${order}`);
  const facts = [
    t("topics.effectFoot", { metric: metricName, value: format.figure(kind, found.score.value), n: format.count(found.score.n) }),
    t(found.isCorrected ? "topics.corrected" : "topics.each", { count: found.compared }),
    ...(order === "urgent" ? [t("topics.urgentFoot")] : []),
    t("topics.lowBase"),
    t("topics.noCause"),
    t("topics.machine"),
  ];
  return (
    <ChartCard
      title={title}
      caption={t("topics.caption")}
      tools={
        <>
          <Select
            size="small"
            aria-label={t("topics.order")}
            popupMatchSelectWidth={false}
            value={order}
            options={orders.map((value) => ({ value, label: t(`topics.orders.${value}`) }))}
            onChange={(value) => onChange({ order: value === first ? undefined : value })}
          />
          <Select
            size="small"
            aria-label={t("topics.metric")}
            popupMatchSelectWidth={false}
            value={search.metric ?? "nps"}
            options={scoreMetrics.map((value) => ({ value, label: t("topics.effectOn", { metric: t(`score.${value}`) }) }))}
            onChange={(value) => onChange({ metric: value === "nps" ? undefined : value })}
          />
        </>
      }
      legend={<SidesLegend />}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={<TopicsTable rows={rows} kind={kind} filters={filters} />}
      download={{
        title,
        statement: [...plain(found.statement.period, found.statement.asOf), ...themeFacts(found, t, format).slice(1), ...facts],
        numbers: {
          columns: [
            t("column.topic"),
            "n",
            t("column.share"),
            t("side.bad"),
            t("side.neutral"),
            t("side.good"),
            t("side.uncertain"),
            t("column.badShare"),
            t("column.change"),
            t("column.effect"),
            t("column.low"),
            t("column.high"),
            "p",
            t("column.urgency"),
          ],
          rows: rows.map((row) => [
            format.words(row.name),
            row.n,
            row.share.value,
            row.sides.bad,
            row.sides.neutral,
            row.sides.good,
            row.sides.uncertain,
            row.badShare,
            row.change?.difference ?? null,
            row.effect?.difference ?? null,
            row.effect?.low ?? null,
            row.effect?.high ?? null,
            row.effect?.p ?? null,
            row.urgency,
          ]),
        },
      }}
    >
      <div className="theme-rows">
        <div className="theme-row theme-head caption" aria-hidden="true">
          <span />
          <span>{t("column.sides")}</span>
          <span className="number">{t("column.mentions")}</span>
          <span className="number">{t("column.badRunning")}</span>
          <span className="number">{t("column.change")}</span>
          <span>{t("column.effectOn", { metric: metricName })}</span>
          <span className="number" />
        </div>
        <ul>
          {rows.slice(0, SHOWN).map((row) => (
            <Row key={row.id} row={row} most={Math.max(...rows.map(({ n }) => n))} end={effectEnd(rows)} kind={kind} search={search} />
          ))}
        </ul>
      </div>
      {rows.length > SHOWN ? <p className="caption">{t("topics.more", { count: rows.length - SHOWN })}</p> : null}
    </ChartCard>
  );
}

function Row(props: {
  readonly row: ReturnType<typeof inOrder>[number];
  readonly most: number;
  readonly end: number;
  readonly kind: "nps" | "mean";
  readonly search: ThemesSearch;
}) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const { row, most, end, kind, search } = props;
  const { effect, cumulative } = row;
  return (
    <li className="theme-row" data-base={row.n < 10 ? "low" : undefined}>
      <Link to="/understand/themes" search={{ ...search, theme: row.id }} resetScroll={false} className="theme-name">
        {format.words(row.name)}
        {row.parent === null ? null : <small className="caption">{format.words(row.parent)}</small>}
      </Link>
      <SidesBar sides={row.sides} of={most === 0 ? 0 : row.n / most} />
      <span className="number">
        <b>{format.count(row.n)}</b> <small className="caption">{format.figure("percent", 100 * row.share.value)}</small>
      </span>
      <span className="number" title={t("topics.badHint")}>
        {row.sides.bad === 0 ? "—" : format.count(row.sides.bad)}{" "}
        {cumulative === null || row.sides.bad === 0 ? null : (
          <small className="caption">{format.figure("percent", 100 * cumulative)}</small>
        )}
      </span>
      <span className="number">
        <ShareChange row={row} />
      </span>
      {effect === null ? (
        <span className="caption">{row.n < 10 ? t("topics.few") : "—"}</span>
      ) : (
        <EffectTrack effect={effect} end={end} kind={kind} />
      )}
      <span className="number theme-effect">
        {effect === null ? null : effect.significant ? (
          <b className={effect.difference < 0 ? "worse" : "better"}>{format.difference(kind, effect.difference)}</b>
        ) : (
          <span className="caption">{t("topics.unclear")}</span>
        )}
      </span>
    </li>
  );
}

/** The share now against before, in percentage points: grey words unless a test supports it. */
function ShareChange({ row: { change } }: { readonly row: ThemeRow }) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  if (change === null) return <span className="caption">—</span>;
  if (!change.significant) return <span className="caption">{t("topics.unclear")}</span>;
  return (
    <span className="nowrap" title={format.differenceInterval("percent", change)}>
      <span aria-hidden="true">{change.difference > 0 ? "▲" : "▼"}</span> {format.difference("percent", change.difference)}
    </span>
  );
}

function TopicsTable({
  rows,
  kind,
  filters,
}: {
  readonly rows: ReturnType<typeof inOrder>;
  readonly kind: "nps" | "mean";
  readonly filters: ThemesSearch;
}) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const sideLink = ({ id, sides }: (typeof rows)[number], side: "good" | "bad") =>
    sides[side] === 0 ? (
      format.count(0)
    ) : (
      <Link to="/listen/voices" search={{ ...filters, topic: id, sentiment: side, withComment: true }}>
        {format.count(sides[side])}
      </Link>
    );
  return (
    <Table
      caption={t("topics.caption")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          title: t("column.topic"),
          cell: (row) => (
            <Link to="/listen/voices" search={{ ...filters, topic: row.id, withComment: true }}>
              {format.words(row.name)}
            </Link>
          ),
        },
        { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
        {
          key: "share",
          title: t("column.share"),
          figure: true,
          cell: ({ share }) => format.figure("percent", 100 * share.value),
          sort: ({ share }) => share.value,
        },
        { key: "bad", title: t("side.bad"), figure: true, cell: (row) => sideLink(row, "bad"), sort: ({ sides }) => sides.bad },
        {
          key: "good",
          title: t("side.good"),
          figure: true,
          cell: (row) => sideLink(row, "good"),
          sort: ({ sides }) => sides.good,
        },
        {
          key: "change",
          title: t("column.change"),
          figure: true,
          cell: (row) => <ShareChange row={row} />,
          sort: ({ change }) => change?.difference ?? null,
        },
        {
          key: "effect",
          title: t("column.effect"),
          figure: true,
          cell: ({ effect }) => (effect === null ? "—" : format.difference(kind, effect.difference)),
          sort: ({ effect }) => effect?.difference ?? null,
        },
        {
          key: "interval",
          title: t("column.interval"),
          figure: true,
          cell: ({ effect }) => format.differenceInterval(kind, effect),
        },
        {
          key: "urgency",
          title: t("column.urgency"),
          figure: true,
          cell: ({ urgency }) => (urgency === null ? "—" : urgency.toFixed(kind === "nps" ? 1 : 2)),
          sort: ({ urgency }) => urgency,
        },
      ]}
    />
  );
}
