import type { Statement } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { Fresh } from "../ui/fresh.js";
import { PageLink } from "../ui/page-link.js";
import { type FilterSearch, over } from "./filter-search.js";
import { restFacts } from "./statement-facts.js";

/** Whether doubtful answers change anything: the same page with them and without, one click apart. */
function Cleaning({ statement: { cleaning, excluded, flagged = 0 } }: { readonly statement: Statement }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const navigate = useNavigate();
  const choices = cleaning !== undefined ? (["usual"] as const) : ([excluded > 0 && "none", flagged > 0 && "strict"] as const);
  const choose = (one: "usual" | "none" | "strict") =>
    void navigate({
      to: ".",
      search: (before: Record<string, unknown>) => ({ ...before, cleaning: one === "usual" ? undefined : one }),
    } as never);
  return choices.map((one) =>
    one === false ? null : (
      <Fragment key={one}>
        {" · "}
        <button type="button" className="link-button" onClick={() => choose(one)}>
          {t(`statement.clean.${one}`, { shown: format.count(one === "none" ? excluded : flagged) })}
        </button>
      </Fragment>
    ),
  );
}

/** What the figures rest on: valid answers, exclusions, weighting, comparison. The count opens the voices behind it. */
export function StatementLine({ statement, search }: { readonly statement: Statement | undefined; readonly search: FilterSearch }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  if (statement === undefined) return <p className="caption statement">&nbsp;</p>;
  const { answers } = statement;
  return (
    <p className="caption statement">
      <PageLink to="/listen/voices" search={over(statement.period, search, format.today)}>
        <Fresh of={answers}>{t("statement.answers", { count: answers, shown: format.count(answers) })}</Fresh>
      </PageLink>
      {" · "}
      {restFacts(statement, search, t, format).join(" · ")}
      <Cleaning statement={statement} />
    </p>
  );
}
