import { api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
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
import { ComparisonCard } from "./comparison-card.js";
import { DriversCard } from "./drivers-card.js";
import { ExpectationCard } from "./expectation-card.js";
import { HeadlineCards } from "./headline-cards.js";
import { MatrixCard } from "./matrix-card.js";
import type { DashboardSearch } from "./search.js";
import { TrendCard } from "./trend-card.js";
import "../../figures/matrix.css";
import "../../figures/rowchart.css";
import "./dashboard.css";

const narrowings = ["unit", "touchpoint", "segment", "channel", "survey"] as const;
const everything = Object.fromEntries(narrowings.map((name) => [name, undefined]));

/** Level, trend, where, gap, cause, priority. Every number opens the voices behind it; filters stand in the address. */
export function DashboardPage() {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const search = useSearch({ from: "/signed-in/shell/understand/dashboard" });
  const navigate = useNavigate({ from: "/understand/dashboard" });
  const overview = useReading(api.figures.overview, { query: queryOf(search, format.today) });
  const put = (part: DashboardSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const statement = overview.data?.statement;
  return (
    <>
      <PageHeader
        title={t("title")}
        beside={statement === undefined ? undefined : <AsOf instant={statement.asOf} failed={overview.isError} />}
        actions={
          <PageLink to="/listen/voices" search={search} className="button">
            {t("allVoices")}
          </PageLink>
        }
      />
      <FilterBar search={search} onChange={put} weighs />
      <StatementLine statement={statement} search={search} />
      <Loaded query={overview} lines={6}>
        {({ statement: { answers }, figures }) =>
          answers === 0 ? (
            <Card title={t("empty.card")}>
              <EmptyState
                title={t("empty.title")}
                about={t("empty.about")}
                step={
                  <>
                    <PageLink to="/listen/surveys" className="button button-primary">
                      {t("empty.step")}
                    </PageLink>
                    {narrowings.every((name) => search[name] === undefined) ? null : (
                      <button type="button" className="link-button" onClick={() => put(everything)}>
                        {t("empty.clear")}
                      </button>
                    )}
                    <button type="button" className="link-button" onClick={() => put({ period: "365d", from: undefined, to: undefined })}>
                      {t("empty.wider")}
                    </button>
                  </>
                }
              />
            </Card>
          ) : (
            <div className="dashboard">
              <HeadlineCards figures={figures} search={search} />
              <TrendCard search={search} onChange={put} />
              <ComparisonCard search={search} onChange={put} />
              <ExpectationCard search={search} />
              <DriversCard search={search} onChange={put} />
              <MatrixCard search={search} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}
