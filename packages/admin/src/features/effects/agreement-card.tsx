import type { EffectResult } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { PageLink } from "../../ui/page-link.js";
import { useEffectWords } from "./words.js";

/** What was agreed on beforehand, and every time it was agreed on anew: who, when, why, and what differs. */
export function AgreementCard({ result }: { readonly result: EffectResult }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { plan } = result;
  const words = useEffectWords(plan.metric);
  const names = (units: readonly { readonly name: Parameters<typeof format.words>[0] }[]) =>
    units.map(({ name }) => format.words(name)).join(t("comma"));
  const facts: [string, string][] = [
    [t("agreed.metric"), words.name],
    [t("agreed.window"), t("agreed.windows", { before: words.length(plan.beforeDays), after: words.length(plan.afterDays) })],
    [t("agreed.planned"), plan.planned === null ? t("agreed.noPlanned") : t("agreed.atLeast", { size: words.size(plan.planned) })],
    [t("agreed.detectable"), plan.detectable === null ? "—" : words.size(plan.detectable)],
    [t("group.treated"), names(plan.treated.map(({ unit }) => unit))],
    [t("group.comparison"), names(plan.comparison)],
  ];
  return (
    <Card
      title={t("agreed.title")}
      link={
        plan.mayChange && plan.state !== "stopped" ? (
          <Link to="/prove/effect/plan" search={{ change: plan.id }}>
            {t("agreed.change")}
          </Link>
        ) : undefined
      }
      foot={<span>{t("agreed.foot")}</span>}
    >
      <dl className="effects-agreed">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {plan.findingId === null ? null : (
        <p className="dense">
          <PageLink to="/act/findings">{t("agreed.finding")}</PageLink>
        </p>
      )}
      {plan.versions.length < 2 ? null : (
        <ol className="effects-versions">
          {plan.versions.map(({ number, fixedAt, fixedBy, reason, changed }) => (
            <li key={number}>
              <p>
                <Link to="/prove/effect/$id" params={{ id: plan.id }} search={{ version: number }} className="effects-link">
                  {t("agreed.version", { number })}
                </Link>{" "}
                {number === 1 ? null : <span className="tag tag-worse">{t("changedAfter")}</span>}
              </p>
              <p className="caption">
                {[
                  format.moment(fixedAt),
                  fixedBy ?? "—",
                  changed.length === 0 ? "" : t("agreed.changed", { parts: changed.map((part) => t(`part.${part}`)).join(t("comma")) }),
                  reason,
                ]
                  .filter((fact) => fact !== "")
                  .join(" · ")}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
