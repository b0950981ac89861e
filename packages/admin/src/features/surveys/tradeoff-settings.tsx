import { BEST_WORST_BLOCKS, CURRENCIES, canDrawSets, PRICE_STEPS, type Question } from "@manyi/core/survey";
import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Setting } from "./setting.js";

/** What only price and best–worst questions have: currency, step and the price of today; how many items and sets. */
export function TradeoffSettings({ question, onChange }: { readonly question: Question; readonly onChange: (next: Question) => void }) {
  const { t } = useTranslation("surveys");
  if (question.type === "price") {
    const { current: _, ...free } = question;
    return (
      <>
        <Setting label={t("setting.currency")}>
          {(id) => (
            <Select
              id={id}
              size="small"
              popupMatchSelectWidth={false}
              value={question.currency}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
              onChange={(currency) => onChange({ ...question, currency })}
            />
          )}
        </Setting>
        <Setting label={t("setting.step")}>
          {(id) => (
            <Select
              id={id}
              size="small"
              popupMatchSelectWidth={false}
              value={question.step}
              options={PRICE_STEPS.map((value) => ({ value, label: String(value) }))}
              onChange={(step) => onChange({ ...question, step })}
            />
          )}
        </Setting>
        <Setting label={t("setting.current")}>
          {(id) => (
            <InputNumber
              id={id}
              size="small"
              min={0.01}
              max={1e7}
              placeholder={t("setting.noCurrent")}
              value={question.current ?? null}
              onChange={(current) => onChange(current === null ? free : { ...question, current })}
            />
          )}
        </Setting>
      </>
    );
  }
  if (question.type !== "bestWorst") return null;
  const { options, perSet, sets } = question;
  const times = (perSet * sets) / options.length;
  return (
    <>
      <Setting label={t("setting.perSet")}>
        {(id) => (
          <InputNumber
            id={id}
            size="small"
            min={2}
            max={6}
            precision={0}
            value={perSet}
            onChange={(value) => value !== null && onChange({ ...question, perSet: value })}
          />
        )}
      </Setting>
      <Setting label={t("setting.sets")}>
        {(id) => (
          <InputNumber
            id={id}
            size="small"
            min={1}
            max={20}
            precision={0}
            value={sets}
            onChange={(value) => value !== null && onChange({ ...question, sets: value })}
          />
        )}
      </Setting>
      <p className={canDrawSets(question) && times >= 2 ? "caption" : "caption worse"}>
        {canDrawSets(question)
          ? t(times >= 2 ? "setsEnough" : "setsFew", {
              times: Math.round(times * 10) / 10,
              blocks: BEST_WORST_BLOCKS,
              needed: Math.ceil((2 * options.length) / perSet),
            })
          : t("setsImpossible")}
      </p>
    </>
  );
}
