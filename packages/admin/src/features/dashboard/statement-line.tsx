import type { Statement } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Fresh } from "../../ui/fresh.js";
import type { DashboardSearch } from "./search.js";

/** What the figures rest on: valid answers, exclusions, weighting, comparison. */
export function StatementLine({ statement, search }: { readonly statement: Statement | undefined; readonly search: DashboardSearch }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  if (statement === undefined) return <p className="caption statement">&nbsp;</p>;
  const { answers, excluded, partial, weighting, designEffect, comparePeriod, anonymous } = statement;
  const facts = [
    partial === 0 ? "" : t("statement.partial", { count: partial, shown: format.count(partial) }),
    t("statement.excluded", { count: excluded, shown: format.count(excluded) }),
    weighting === "none" ? t("statement.unweighted") : t("statement.weighted"),
    designEffect === null ? "" : t("statement.effect", { value: format.figure("ratio", designEffect) }),
    comparePeriod === null ? "" : t("statement.against", { range: format.range(comparePeriod) }),
    anonymous ? t("statement.anonymous") : "",
  ].filter((fact) => fact !== "");
  return (
    <p className="caption statement">
      <Link to="/listen/voices" search={search}>
        <Fresh of={answers}>{t("statement.answers", { count: answers, shown: format.count(answers) })}</Fresh>
      </Link>
      {" · "}
      {facts.join(" · ")}
    </p>
  );
}
