import type { EffectResult } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { PageLink } from "../../ui/page-link.js";

/** What follows from the verdict: roll it out and compare again, go back to the causes, or agree anew. */
export function NextCard({ result: { verdict, plan } }: { readonly result: EffectResult }) {
  const { t } = useTranslation("effects");
  const may = useMay();
  const mayPlan = may("findings:write");
  if (verdict === "worked") {
    return (
      <Card title={t("next.title")} className="effects-next">
        <p>{t("next.worked")}</p>
        {mayPlan ? (
          <Link to="/prove/effect/plan" search={{ metric: plan.metric }}>
            {t("next.workedDo")}
          </Link>
        ) : null}
      </Card>
    );
  }
  if (verdict === "noEffect" || verdict === "unproven") {
    const unit = plan.treated.length === 1 ? { unit: plan.treated[0]!.unit.id } : {};
    return (
      <Card title={t("next.title")} className="effects-next">
        <p>{t("next.causes")}</p>
        <PageLink to="/understand/drivers" search={{ period: "90d", ...unit }}>
          {t("next.causesDo")}
        </PageLink>
        <PageLink to="/listen/voices" search={unit}>
          {t("next.voicesDo")}
        </PageLink>
      </Card>
    );
  }
  if (!mayPlan || verdict === "tooEarly" || verdict === "stopped") return null;
  return (
    <Card title={t("next.title")} className="effects-next">
      <p>{t("next.again")}</p>
      <Link to="/prove/effect/plan" search={{ change: plan.id }}>
        {t("next.againDo")}
      </Link>
    </Card>
  );
}
