import { WEIGHT_TOLERANCE } from "@manyi/core/measures";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { type Draft, groupsOf } from "./edits.js";

const ways = ["even", "scale", "none"] as const;

/** What the weights of siblings add up to, and one click to make them 1. */
export function WeightsCard(props: {
  readonly items: readonly Draft[];
  readonly may: boolean;
  readonly onWeigh: (parent: string | null, how: (typeof ways)[number]) => void;
}) {
  const { items, may, onWeigh } = props;
  const { t } = useTranslation("attributes");
  const format = useFormat();
  return (
    <Card title={t("weights.title")} caption={t("weights.caption")}>
      <ul className="attributes-groups">
        {groupsOf(items).map(({ parent, count, total }) => {
          const name = parent === null ? t("top") : format.words(parent.name);
          const isWhole = total !== null && Math.abs(total - 1) <= WEIGHT_TOLERANCE;
          const offered = ways.filter((how) => (how === "even" ? true : how === "scale" ? total !== null && !isWhole : total !== null));
          return (
            <li key={parent?.code ?? ""}>
              <span>
                <b>{name}</b> <span className="caption">{t("weights.siblings", { count, shown: format.count(count) })}</span>
              </span>
              <span className={total === null || isWhole ? "caption" : "caption worse"}>
                {total === null ? t("weights.none") : t("weights.total", { total: `${Number((100 * total).toFixed(4))}%` })}
              </span>
              {may ? (
                <span className="attributes-ways">
                  {offered.map((how) => (
                    <button
                      key={how}
                      type="button"
                      className="link-button"
                      aria-label={t("weights.of", { way: t(`weights.${how}Way`), name })}
                      onClick={() => onWeigh(parent?.code ?? null, how)}
                    >
                      {t(`weights.${how}Way`)}
                    </button>
                  ))}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
