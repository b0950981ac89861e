import { api, type EffectResult } from "@manyi/contracts";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf, useReading } from "../../api.js";
import { restFacts, useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { AsOf } from "../../ui/as-of.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageMissing } from "../../ui/page-states.js";
import { AgreementCard } from "./agreement-card.js";
import { CellsCard } from "./cells-card.js";
import { EffectHelp } from "./effect-help.js";
import { LinesCard } from "./lines-card.js";
import { NextCard } from "./next-card.js";
import { RollOutCard } from "./roll-out-card.js";
import { StopPlan } from "./stop-plan.js";
import { TrustCard } from "./trust-card.js";
import { UnitsCard } from "./units-card.js";
import { VerdictCard } from "./verdict-card.js";
import { tight } from "./words.js";
import "../../ui/tables.css";
import "./effects.css";

/** One comparison: the verdict first, then the lines, the four cells, and what speaks for and against believing it. */
export function EffectPage() {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { id } = useParams({ from: "/signed-in/shell/prove/effect/$id" });
  const { version } = useSearch({ from: "/signed-in/shell/prove/effect/$id" });
  const found = useReading(api.effects.get, { params: { id }, query: { version } });
  const { data } = found;
  if (found.isError && data === undefined && problemOf(found.error).code === "NOT_FOUND") return <PageMissing />;
  const plan = data?.plan;
  return (
    <>
      <PageHeader
        title={plan === undefined ? t("one") : format.words(plan.name)}
        beside={
          data === undefined ? undefined : (
            <>
              <span className="tag">{t(`state.${data.plan.state}`)}</span> <AsOf instant={data.statement.asOf} failed={found.isError} />
            </>
          )
        }
        about={
          plan === undefined ? undefined : (
            <>
              <Link to="/prove/effect" className="effects-link">
                {t("title")}
              </Link>
              {["", tight(t("began", { count: plan.treated.length, days: startsText(data!, format.day) })), format.words(plan.what)]
                .filter((fact, i) => i === 0 || fact !== "")
                .join(" · ")}
            </>
          )
        }
        actions={
          <>
            <EffectHelp />
            {plan?.mayChange && version === undefined ? <StopPlan plan={plan} /> : null}
          </>
        }
      />
      <Loaded query={found} lines={12}>
        {(result) => <Result result={result} isEarlier={version !== undefined && version !== result.plan.versions.at(-1)?.number} />}
      </Loaded>
    </>
  );
}

function startsText({ starts }: EffectResult, day: (on: string) => string): string {
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return "";
  return first.on === last.on ? day(first.on) : `${day(first.on)} – ${day(last.on)}`;
}

function Result({ result, isEarlier }: { readonly result: EffectResult; readonly isEarlier: boolean }) {
  const { t } = useTranslation("effects");
  const { t: tf } = useTranslation("figures");
  const format = useFormat();
  const { plan, statement } = result;
  const whom = t("whom", {
    treated: plan.treated.map(({ unit }) => format.words(unit.name)).join(t("comma")),
    comparison: plan.comparison.map(({ name }) => format.words(name)).join(t("comma")),
  });
  const download = useDownload(statement, {}, whom);
  const facts = [
    tf("statement.answers", { count: statement.answers, shown: format.count(statement.answers) }),
    ...restFacts(statement, {}, tf, format),
    format.range(statement.period),
  ];
  return (
    <>
      {isEarlier ? (
        <p className="effects-notice" role="status">
          {t("earlier.notice", { number: plan.number })}{" "}
          <Link to="/prove/effect/$id" params={{ id: plan.id }} className="effects-link">
            {t("earlier.back")}
          </Link>
        </p>
      ) : null}
      <p className="caption statement">{facts.join(" · ")}</p>
      <div className="effects">
        <VerdictCard result={result} />
        <div className="effects-main">
          <LinesCard result={result} download={download} />
          <CellsCard result={result} download={download} />
          <RollOutCard result={result} download={download} />
          <UnitsCard result={result} download={download} />
        </div>
        <div className="effects-side">
          <TrustCard result={result} />
          <AgreementCard result={result} />
          <NextCard result={result} />
        </div>
      </div>
    </>
  );
}
