import { api, type BusinessFigure, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { BaseMark } from "../../figures/base-mark.js";
import { kindOf } from "../../figures/metrics.js";
import { useDownload } from "../../figures/statement-facts.js";
import { StatementLine } from "../../figures/statement-line.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { useMetricChoices } from "../trends/index.js";
import { amount, originFacts, periodText } from "./amounts.js";
import { BesideChart } from "./beside-chart.js";
import { Pickers } from "./pickers.js";
import { type LinkageSearch, queryOf } from "./search.js";

export type Beside = Out<typeof api.business.beside>;

/** What customers say of one unit, and under it what the business counts there, on one time axis. */
export function BesideTab(props: {
  readonly search: LinkageSearch;
  readonly figure: BusinessFigure;
  readonly figures: readonly BusinessFigure[];
  readonly onChange: (part: LinkageSearch) => void;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { search, figure, figures, onChange } = props;
  const found = useReading(api.business.beside, { params: { id: figure.id }, query: queryOf(search) });
  const units = (found.data?.units ?? [])
    .map(({ id, name }) => ({ value: id, label: format.words(name) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, format.locale, { numeric: true }));
  return (
    <>
      <Pickers search={search} figure={figure} figures={figures} onChange={onChange}>
        {units.length < 2 ? null : (
          <Select
            aria-label={t("picker.one")}
            prefix={<span className="filter-label">{t("picker.one")}</span>}
            showSearch={{ optionFilterProp: "label" }}
            popupMatchSelectWidth={false}
            value={found.data?.unit?.id ?? null}
            options={units}
            onChange={(unit: number | null) => onChange({ unit: unit ?? undefined })}
          />
        )}
      </Pickers>
      <StatementLine statement={found.data?.statement} search={{ unit: found.data?.unit?.id ?? search.unit, cleaning: search.cleaning }} />
      <Loaded query={found} lines={10}>
        {(data) => <BesideCard found={data} search={search} />}
      </Loaded>
    </>
  );
}

function BesideCard({ found, search }: { readonly found: Beside; readonly search: LinkageSearch }) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { nameOf } = useMetricChoices();
  const { unit, points, figure, metric, origins } = found;
  const by = search.by ?? "month";
  const download = useDownload(found.statement, { unit: unit?.id, cleaning: search.cleaning });
  const names = { metric: nameOf(metric), figure: format.words(figure.name) };
  const title = t("beside.title", { unit: format.words(unit?.name), ...names });
  const facts = originFacts(origins, format).map((origin) => t("source", { origin }));
  const bases = points.flatMap(({ figure: { n } }) => (n === null || n === 0 ? [] : [n]));
  const entries = new Map(origins.map((origin) => [origin.entryId, origin]));
  if (unit === null) return <EmptyState title={t("beside.none")} about={t("beside.noneAbout")} />;
  return (
    <ChartCard
      title={title}
      caption={
        bases.length === 0
          ? t("beside.noAnswers")
          : t("beside.caption", { low: format.count(Math.min(...bases)), high: format.count(Math.max(...bases)) })
      }
      foot={<span>{[...facts.slice(0, 3), t(`direction.${figure.direction}`), t("verdict.caution")].join(t("semicolon"))}</span>}
      table={
        <Table
          caption={title}
          rows={points}
          rowKey={({ start }) => start}
          columns={[
            { key: "period", title: t("column.period"), cell: ({ start }) => periodText(start, by, format) },
            { key: "n", title: "n", figure: true, cell: (point) => <BaseMark figure={point.figure} bare /> },
            { key: "metric", title: names.metric, figure: true, cell: (point) => <Value figure={point.figure} /> },
            {
              key: "interval",
              title: t("column.interval"),
              figure: true,
              cell: (point) => format.interval(kindOf(metric), point.figure.interval),
            },
            { key: "value", title: names.figure, figure: true, cell: ({ value }) => amount(value, figure, format) },
            {
              key: "source",
              title: t("column.source"),
              cell: ({ entryId }) => {
                const origin = entryId === null ? undefined : entries.get(entryId);
                return origin === undefined ? "" : `${origin.source} · ${format.moment(origin.at)}`;
              },
            },
          ]}
          more={(count) => t("more", { count })}
        />
      }
      download={download(
        title,
        {
          columns: [
            t("column.period"),
            "n",
            names.metric,
            t("column.low"),
            t("column.high"),
            `${names.figure}${figure.unit === "" ? "" : ` (${figure.unit})`}`,
          ],
          rows: points.map((point) => [
            point.start.slice(0, 7),
            point.figure.n,
            point.figure.value,
            point.figure.interval?.low ?? null,
            point.figure.interval?.high ?? null,
            point.value,
          ]),
        },
        [...facts, t("verdict.caution")],
      )}
    >
      <BesideChart found={found} names={names} by={by} />
    </ChartCard>
  );
}
