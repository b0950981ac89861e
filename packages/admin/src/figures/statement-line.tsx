import type { Statement } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { Fresh } from "../ui/fresh.js";
import { PageLink } from "../ui/page-link.js";
import type { FilterSearch } from "./filter-search.js";
import { restFacts } from "./statement-facts.js";

/** What the figures rest on: valid answers, exclusions, weighting, comparison. The count opens the voices behind it. */
export function StatementLine({ statement, search }: { readonly statement: Statement | undefined; readonly search: FilterSearch }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  if (statement === undefined) return <p className="caption statement">&nbsp;</p>;
  const { answers } = statement;
  return (
    <p className="caption statement">
      <PageLink to="/listen/voices" search={search}>
        <Fresh of={answers}>{t("statement.answers", { count: answers, shown: format.count(answers) })}</Fresh>
      </PageLink>
      {" · "}
      {restFacts(statement, search, t, format).join(" · ")}
    </p>
  );
}
