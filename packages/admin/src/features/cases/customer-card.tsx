import type { api, CaseDetail } from "@manyi/contracts";
import { NOTHING } from "@manyi/core/format";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Reach, ShowOriginal, type useOriginal } from "../../ui/original.js";
import { PageLink } from "../../ui/page-link.js";
import { EarlierScores } from "./earlier-scores.js";
import { firstScore } from "./first-score.js";

/** Who complains, what they gave this time and before. Names and numbers come masked; who works the case may ask for them. */
export function CustomerCard({
  detail,
  original,
}: {
  readonly detail: CaseDetail;
  readonly original: ReturnType<typeof useOriginal<typeof api.cases.unmask>>;
}) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const { customer } = detail;
  const tier = customer.tier === null || customer.tier === "none" ? null : t(`tier.${customer.tier}`, { defaultValue: customer.tier });
  const { pair, plain } = firstScore(detail.firstScore, detail.attribute?.code ?? null);
  const isReachable = customer.phone !== null || customer.email !== null;
  const reach = [isReachable ? "" : (customer.contact ?? t("noContact")), format.words(customer.segment)].filter((part) => part !== "");
  return (
    <Card
      className="case-customer"
      title={t("customer")}
      link={
        detail.voiceId === null ? undefined : (
          <PageLink to="/listen/voices" search={{ voice: detail.voiceId }}>
            {t("allAnswers")}
          </PageLink>
        )
      }
    >
      <div className="case-who">
        <span className="case-face" aria-hidden="true">
          {[...customer.name][0] ?? "?"}
        </span>
        <div>
          <p className="strong">
            {customer.name || t("unnamed")} {tier === null ? null : <span className="tag">{tier}</span>}
          </p>
          {isReachable ? (
            <p>
              <Reach phone={customer.phone} email={customer.email} />
            </p>
          ) : null}
          <p className="caption">{reach.join(" · ")}</p>
        </div>
      </div>
      {detail.actions.includes("unmask") && (customer.contact !== null || customer.name !== "") ? (
        <ShowOriginal original={original} />
      ) : null}
      <dl className="case-facts">
        {pair === null ? null : (
          <div>
            <dt>{t("thisTime")}</dt>
            <dd>
              {t("pair", { expected: pair.expected, perceived: pair.perceived })}
              <br />
              <b className={pair.ratio < 1 ? "worse" : "better"}>
                {t("ratio", { ratio: format.figure("ratio", pair.ratio), band: t(`band.${pair.band}`) })}
              </b>
            </dd>
          </div>
        )}
        {plain.map(({ metric, value }) => (
          <div key={metric}>
            <dt>{t(`metric.${metric}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {pair === null && plain.length === 0 ? (
          <div>
            <dt>{t("thisTime")}</dt>
            <dd>{NOTHING}</dd>
          </div>
        ) : null}
        <div>
          <dt>{t("earlierCases")}</dt>
          <dd>{customer.earlierCases === 0 ? t("noneBefore") : t("casesBefore", { count: customer.earlierCases })}</dd>
        </div>
      </dl>
      <EarlierScores earlier={customer.earlier} />
    </Card>
  );
}
