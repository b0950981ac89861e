import { api, type EffectPlan } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { EffectHelp } from "./effect-help.js";
import { TONES, toneClass, useEffectWords } from "./words.js";
import "./effects.css";

const PAGE = 20;

/** Did what we changed work: every comparison with its verdict, effect, interval and base. */
export function EffectsPage() {
  const { t } = useTranslation("effects");
  const list = useReading(api.effects.list, {});
  const may = useMay();
  const start = may("findings:write") ? (
    <Link to="/prove/effect/plan" className="button button-primary">
      {t("new")}
    </Link>
  ) : undefined;
  const isEmpty = list.data?.items.length === 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={
          <>
            <EffectHelp />
            {isEmpty ? null : start}
          </>
        }
      />
      <Loaded query={list} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <Card title={t("list.title")}>
              <EmptyState title={t("empty.title")} about={t("empty.about")} step={start} />
            </Card>
          ) : (
            <Card title={t("list.title")} caption={t("list.count", { count: items.length })} foot={<span>{t("list.foot")}</span>}>
              <Rows items={items} />
            </Card>
          )
        }
      </Loaded>
    </>
  );
}

/** A page of them at a time: each row asks for its own figures. */
function Rows({ items }: { readonly items: readonly EffectPlan[] }) {
  const { t } = useTranslation("effects");
  const [shown, setShown] = useState(PAGE);
  return (
    <>
      <ul className="rows effects-list">
        {items.slice(0, shown).map((plan) => (
          <Row key={plan.id} plan={plan} />
        ))}
      </ul>
      {items.length > shown ? (
        <button type="button" className="link-button" onClick={() => setShown((now) => now + PAGE)}>
          {t("more", { count: items.length - shown })}
        </button>
      ) : null}
    </>
  );
}

function Row({ plan }: { readonly plan: EffectPlan }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const words = useEffectWords(plan.metric);
  const facts = [
    words.name,
    t("against", { treated: plan.treated.length, comparison: plan.comparison.length }),
    format.range(plan.window),
    plan.versions.length > 1 ? t("changedAfter") : "",
  ];
  return (
    <li>
      <div className="effects-what">
        <p>
          <Link to="/prove/effect/$id" params={{ id: plan.id }} className="strong">
            {format.words(plan.name)}
          </Link>{" "}
          <span className="tag">{t(`state.${plan.state}`)}</span>
        </p>
        <p className="caption">{facts.filter((fact) => fact !== "").join(" · ")}</p>
      </div>
      <Outcome plan={plan} />
    </li>
  );
}

/** What came of it; the figures are read when the row is there. */
function Outcome({ plan }: { readonly plan: EffectPlan }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const words = useEffectWords(plan.metric);
  const result = useReading(api.effects.get, { params: { id: plan.id } });
  return (
    <div className="effects-outcome">
      <Loaded query={result} lines={2}>
        {({ verdict, effect, groups }) => (
          <>
            <p>
              <span className={toneClass(TONES[verdict])}>{t(`verdict.${verdict}.short`)}</span>{" "}
              {effect === null ? null : <b className="strong">{words.difference(effect.value)}</b>}
            </p>
            <p className="caption">
              {[
                effect === null ? "" : t("interval", { ends: words.interval(effect.interval) }),
                groups === null
                  ? t("noBase")
                  : t("bases", {
                      treated: `${format.count(groups.treated.before.n)} → ${format.count(groups.treated.after.n)}`,
                      comparison: `${format.count(groups.comparison.before.n)} → ${format.count(groups.comparison.after.n)}`,
                    }),
              ]
                .filter((fact) => fact !== "")
                .join(" · ")}
            </p>
          </>
        )}
      </Loaded>
    </div>
  );
}
