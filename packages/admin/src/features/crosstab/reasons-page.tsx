import { api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ComplaintsCard } from "./complaints-card.js";
import { CrossTable, type filtersOf } from "./cross-table.js";
import { CrosstabHelp } from "./crosstab-help.js";
import { layerFacts } from "./layer-facts.js";
import { numbersOf } from "./numbers.js";
import { type Outcome, outcomes, type ReasonsSearch } from "./search.js";
import "./crosstab.css";

/** Why people are pleased or not: what promoters and detractors speak of or chose as their reason, and who caused the complaints. */
export function ReasonsPage() {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/reasons" });
  const navigate = useNavigate({ from: "/understand/reasons" });
  const put = (part: ReasonsSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const { reason = "topic", outcome = "nps", ...filters } = search;
  const asked = { rows: reason, columns: `${outcome}:groups` };
  const table = useReading(api.analysis.crosstab, { query: { ...queryOf(filters, format.today), ...asked } });
  const statement = table.data?.statement;
  return (
    <>
      <PageHeader
        title={t("reasons.title")}
        beside={statement === undefined ? undefined : <AsOf instant={statement.asOf} failed={table.isError} />}
        about={t("reasons.about")}
        actions={<CrosstabHelp />}
      />
      <FilterBar search={filters} onChange={put} compares={false} weighs />
      <StatementLine statement={statement} search={filters} />
      <div className="crosstab-tables">
        <ReasonCard table={table} filters={filters} reason={reason} outcome={outcome} onChange={put} />
        <ComplaintsCard search={filters} />
      </div>
    </>
  );
}

function ReasonCard(props: {
  readonly table: ReturnType<typeof useReading<typeof api.analysis.crosstab>>;
  readonly filters: ReturnType<typeof filtersOf>;
  readonly reason: string;
  readonly outcome: Outcome;
  readonly onChange: (part: ReasonsSearch) => void;
}) {
  const { table, filters, reason, outcome, onChange } = props;
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const download = useDownload(table.data?.statement, filters);
  const choices = (useReading(api.analysis.axes, {}).data?.items ?? []).filter(({ code, isChoice }) => code === "topic" || isChoice);
  const layer = table.data?.layers[0];
  const facts = layer === undefined || table.data === undefined ? [] : layerFacts(layer, table.data, t, format);
  const asked = { rows: reason, columns: `${outcome}:groups` };
  const title = t(`reasons.by.${outcome}`);
  return (
    <ChartCard
      title={title}
      caption={t("hint")}
      table={null}
      tools={
        <>
          <Select
            size="small"
            className="reasons-question"
            aria-label={t("reasons.reason")}
            popupMatchSelectWidth={false}
            value={reason}
            options={choices.map(({ code, label, survey }) => ({
              value: code,
              label: survey === null ? format.words(label) : `${format.words(survey.title)} · ${format.words(label)}`,
            }))}
            onChange={(code) => onChange({ reason: code === "topic" ? undefined : code })}
          />
          <Select<Outcome>
            size="small"
            aria-label={t("reasons.outcome")}
            popupMatchSelectWidth={false}
            value={outcome}
            options={outcomes.map((code) => ({ value: code, label: t(`reasons.outcomes.${code}`) }))}
            onChange={(code) => onChange({ outcome: code === "nps" ? undefined : code })}
          />
        </>
      }
      download={
        table.data === undefined || layer === undefined || layer.total.n === 0
          ? null
          : download(title, numbersOf(table.data, t, format), facts)
      }
      foot={
        <>
          <span>{[...facts, choices.length > 1 ? "" : t("reasons.noQuestion")].filter((fact) => fact !== "").join(t("semicolon"))}</span>
          <PageLink to="/understand/crosstab" search={{ ...filters, ...asked }}>
            {t("reasons.open")}
          </PageLink>
        </>
      }
    >
      <Loaded query={table} lines={8}>
        {(found) =>
          layer === undefined || layer.total.n === 0 ? (
            <EmptyState title={t("empty.title")} about={found.anonymousLeftOut ? t("fact.anonymous") : t("empty.about")} />
          ) : (
            <CrossTable table={found} layer={layer} search={{ ...filters, ...asked }} />
          )
        }
      </Loaded>
    </ChartCard>
  );
}
