import type { EffectPreview } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Forest } from "./forest.js";
import { TwoLines } from "./lines-card.js";
import type { Design } from "./plan-draft.js";
import { useEffectWords } from "./words.js";

/** The two groups up to now, and the same calculation where nothing was done: how alike they really are. */
export function BeforeCard({ found, design }: { readonly found: EffectPreview; readonly design: Design }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const words = useEffectWords(design.metric);
  const { lines, placebos, statement, treated, candidates, comparison } = found;
  const names = (units: typeof treated) => units.map(({ unit }) => format.words(unit.name)).join(t("comma"));
  const whom = t("whom", { treated: names(treated), comparison: names(candidates.filter(({ unit }) => comparison.includes(unit.id))) });
  const download = useDownload(statement, {}, whom);
  const first = lines[0]?.points[0]?.period;
  const stepDays = first !== undefined && lines[0]!.points.some(({ period }) => days(period) > 7) ? 28 : 7;
  return (
    <>
      <TwoLines
        line={{ lines, metric: design.metric, starts: [], stepDays }}
        title={t("before.title", { metric: words.name })}
        download={download}
      />
      {placebos.length === 0 ? null : (
        <Card
          title={t(placebos.some(({ isFailed }) => isFailed) ? "before.failed" : "before.passed")}
          caption={t("before.caption")}
          foot={<span>{t("before.foot")}</span>}
        >
          <Forest
            rows={placebos.map((placebo) => ({
              name: format.range(placebo.to),
              value: placebo.effect,
              interval: placebo.interval,
              isMain: false,
            }))}
            tick={words.difference}
            caption={t("forest.caption")}
          />
        </Card>
      )}
    </>
  );
}

function days({ from, to }: { readonly from: string; readonly to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}
