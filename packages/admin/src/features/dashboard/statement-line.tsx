import { api, type Statement } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { queryOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { Fresh } from "../../ui/fresh.js";
import type { DashboardSearch } from "./search.js";

/** What the figures rest on: valid answers, exclusions, weighting, comparison; and what came in today, which whole days leave out. */
export function StatementLine({ statement, search }: { readonly statement: Statement | undefined; readonly search: DashboardSearch }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const { today } = format;
  const arrived = useReading(api.figures.overview, { query: { ...queryOf(search, today), from: today, to: today, compare: "none" } });
  if (statement === undefined) return <p className="caption statement">&nbsp;</p>;
  const { answers, excluded, partial, weighting, designEffect, comparePeriod, anonymous } = statement;
  const facts = [
    t("statement.partial", { count: partial, shown: format.count(partial) }),
    t("statement.excluded", { count: excluded, shown: format.count(excluded) }),
    weighting === "none" ? t("statement.unweighted") : t("statement.weighted"),
    designEffect === null ? "" : t("statement.effect", { value: format.figure("ratio", designEffect) }),
    comparePeriod === null ? "" : t("statement.against", { range: format.range(comparePeriod) }),
    anonymous ? t("statement.anonymous") : "",
  ].filter((fact) => fact !== "");
  const now = arrived.data?.statement.answers;
  return (
    <p className="caption statement">
      <Link to="/listen/voices" search={search}>
        <Fresh of={answers}>{t("statement.answers", { count: answers, shown: format.count(answers) })}</Fresh>
      </Link>
      {" · "}
      {facts.join(" · ")}
      {now === undefined || statement.period.to >= today ? null : (
        <>
          {" · "}
          <Link to="/understand/dashboard" search={{ ...search, period: "today", from: undefined, to: undefined }}>
            <Fresh of={now}>{t("statement.today", { count: now, shown: format.count(now) })}</Fresh>
          </Link>
        </>
      )}
    </p>
  );
}
