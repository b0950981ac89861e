import type { BusinessEstimate } from "@manyi/contracts";
import { displayP } from "@manyi/core/format";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { type Column, Table } from "../../ui/table.js";
import type { Found, LinkNames } from "./link-tab.js";

type AtLag = Found["lags"][number];

/** Every lag side by side, corrected for having looked at several; then between units and within them. */
export function LagsCard(props: {
  readonly found: Found;
  readonly names: LinkNames;
  readonly filters: FilterSearch;
  readonly onLag: (lag: number) => void;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { found, names, filters, onLag } = props;
  const { lags, lag, by, control } = found;
  const download = useDownload(found.statement, filters);
  const nameOf = (at: AtLag) => (at.lag === 0 ? t("lag.same") : t(`lag.later.${by}`, { count: at.lag }));
  const title = t("lags.title");
  const said = (of: (at: AtLag) => BusinessEstimate | null) => (at: AtLag) => <Estimate estimate={of(at)} />;
  const hasWithin = lags.some(({ basis }) => basis === "units");
  const columns: Column<AtLag>[] = [
    {
      key: "lag",
      title: t("column.lag"),
      cell: (at) => (
        <button type="button" className="link-button nowrap" aria-pressed={at.lag === lag} onClick={() => onLag(at.lag)}>
          {nameOf(at)}
          {at.lag === lag ? ` · ${t("lags.shown")}` : ""}
        </button>
      ),
    },
    {
      key: "pairs",
      title: t("column.pairs"),
      figure: true,
      cell: ({ pairs, units, refused }) => (refused === null ? `${format.count(pairs)} / ${format.count(units)}` : format.count(pairs)),
    },
    { key: "pearson", title: t("column.pearson"), figure: true, cell: said(({ pearson }) => pearson) },
    { key: "spearman", title: t("column.spearman"), figure: true, cell: said(({ spearman }) => spearman) },
    { key: "p", title: t("column.adjusted"), figure: true, cell: ({ adjustedP }) => displayP(adjustedP) },
    ...(control === null
      ? []
      : [
          {
            key: "partial",
            title: t("column.partial", { name: format.words(control.name) }),
            figure: true,
            cell: said(({ partial }) => partial),
          },
        ]),
    ...(hasWithin
      ? [
          { key: "between", title: t("column.between"), figure: true, cell: said(({ between }) => between) },
          { key: "within", title: t("column.within"), figure: true, cell: said(({ within }) => within) },
        ]
      : []),
    {
      key: "verdict",
      title: t("column.verdict"),
      cell: (at) =>
        at.refused !== null ? (
          t(`lags.refused.${at.refused}`)
        ) : (
          <span className={at.isFound ? "strong" : "quiet"}>{t(at.isFound ? "lags.found" : "lags.none")}</span>
        ),
    },
  ];
  const basis = lags[lag]!.basis;
  const facts = [t("lags.holm"), basis === null ? "" : t(`basis.${basis}`), hasWithin ? t("lags.parts") : ""].filter((fact) => fact !== "");
  const ends = (estimate: BusinessEstimate | null) => [
    estimate?.value ?? null,
    estimate?.interval?.low ?? null,
    estimate?.interval?.high ?? null,
  ];
  const triple = (name: string) => [name, `${name} ${t("column.low")}`, `${name} ${t("column.high")}`];
  return (
    <ChartCard
      title={title}
      caption={t("lags.caption", names)}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={null}
      download={download(
        title,
        {
          columns: [
            t("column.lag"),
            t("column.pairsOnly"),
            t("column.units"),
            ...triple(t("column.pearson")),
            ...triple(t("column.spearman")),
            t("column.adjusted"),
            ...triple(t("column.partialShort")),
            ...triple(t("column.between")),
            ...triple(t("column.within")),
          ],
          rows: lags.map((at) => [
            at.lag,
            at.pairs,
            at.units,
            ...ends(at.pearson),
            ...ends(at.spearman),
            at.adjustedP,
            ...ends(at.partial),
            ...ends(at.between),
            ...ends(at.within),
          ]),
        },
        [names.metric, names.figure, ...facts, t("verdict.caution")],
      )}
    >
      <Table caption={title} rows={lags} rowKey={(at) => at.lag} columns={columns} />
    </ChartCard>
  );
}

function Estimate({ estimate }: { readonly estimate: BusinessEstimate | null }) {
  const format = useFormat();
  if (estimate === null) return <>—</>;
  return (
    <span className="business-estimate">
      {format.figure("correlation", estimate.value)}
      <small>{format.interval("correlation", estimate.interval)}</small>
    </span>
  );
}
