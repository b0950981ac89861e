import { api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { WhenSeen } from "../../ui/when-seen.js";
import { BandsCard } from "./bands-card.js";
import { CellsCard } from "./cells-card.js";
import { CompetitorsCard } from "./competitors-card.js";
import { DriftCard } from "./drift-card.js";
import { GapsCard } from "./gaps-card.js";
import { IndirectCard } from "./indirect-card.js";
import { RatioHelp } from "./ratio-help.js";
import { type ExpectationSearch, filtersOf, recalledChoices } from "./search.js";
import { SegmentsCard } from "./segments-card.js";
import { ShiftsCard } from "./shifts-card.js";
import "./expectation.css";

/** What customers expected beside what they got: where it falls short, for whom, and how it moves. */
export function ExpectationPage() {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/expectation" });
  const navigate = useNavigate({ from: "/understand/expectation" });
  const recalled = search.recalled ?? ("with" as const);
  const query = { ...queryOf(search, format.today), recalled };
  const gaps = useReading(api.expectation.gaps, { query: { ...query, outcome: search.outcome } });
  const put = (part: ExpectationSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const { data } = gaps;
  const filters = filtersOf(search);
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={data === undefined ? undefined : <AsOf instant={data.statement.asOf} failed={gaps.isError} />}
        about={t("about")}
        actions={<RatioHelp />}
      />
      <FilterBar search={search} onChange={put} weighs />
      <StatementLine statement={data?.statement} search={filters} />
      <div className="expectation-pickers">
        <Select<(typeof recalledChoices)[number]>
          aria-label={t("recalled.label")}
          prefix={<span className="filter-label">{t("recalled.label")}</span>}
          popupMatchSelectWidth={false}
          value={recalled}
          options={recalledChoices.map((value) => ({ value, label: t(`recalled.${value}`) }))}
          onChange={(value) => put({ recalled: value === "with" ? undefined : value })}
        />
        {data === undefined || data.outcomes.length < 2 ? null : (
          <Select
            aria-label={t("outcome")}
            prefix={<span className="filter-label">{t("outcome")}</span>}
            popupMatchSelectWidth={false}
            value={data.outcome}
            options={data.outcomes.map((value) => ({ value, label: t(`figures:metric.${value}`) }))}
            onChange={(value: string | null) => put({ outcome: value === data.outcomes[0] ? undefined : (value ?? undefined) })}
          />
        )}
      </div>
      <Loaded query={gaps} lines={10}>
        {(found) =>
          found.rows.length === 0 ? (
            <div className="expectation-cards expectation-beside">
              <Card title={t("empty.card")}>
                <EmptyState
                  title={t("empty.title")}
                  about={found.unanswered.length === 0 ? t("empty.about") : t("unanswered", { count: found.unanswered.length })}
                  step={
                    <>
                      <PageLink to="/listen/surveys" className="button button-primary">
                        {t("empty.step")}
                      </PageLink>
                      <button type="button" className="link-button" onClick={() => put({ period: "365d", from: undefined, to: undefined })}>
                        {t("empty.wider")}
                      </button>
                    </>
                  }
                />
              </Card>
              <IndirectCard found={found} search={search} />
            </div>
          ) : (
            <div className="expectation-cards">
              <GapsCard found={found} search={search} />
              <BandsCard found={found} search={search} />
            </div>
          )
        }
      </Loaded>
      {data === undefined ? null : (
        <div className="expectation-cards expectation-more">
          {data.rows.length === 0 ? null : (
            <>
              <DriftCard query={query} search={search} onChange={put} />
              <WhenSeen title={t("cells.title", { division: t(`cells.by.${search.by ?? "segment"}`) })} lines={8}>
                <CellsCard query={query} search={search} onChange={put} />
              </WhenSeen>
              <WhenSeen title={t("segments.title")} lines={8}>
                <SegmentsCard query={{ ...query, outcome: search.outcome }} search={search} />
              </WhenSeen>
              <IndirectCard found={data} search={search} />
            </>
          )}
          <WhenSeen title={t("competitors.title")} lines={5}>
            <CompetitorsCard query={queryOf(search, format.today)} search={search} />
          </WhenSeen>
          <WhenSeen title={t("shifts.title")} lines={4}>
            <ShiftsCard />
          </WhenSeen>
        </div>
      )}
    </>
  );
}
