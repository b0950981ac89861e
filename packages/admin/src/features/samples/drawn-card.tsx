import { api, type SampleDetail } from "@manyi/contracts";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Facts } from "./calculator.js";
import { GroupTable } from "./group-table.js";

/** How it was drawn, with all that is needed to draw it again, and how it spread over strata. */
export function DrawnCard(props: {
  readonly sample: SampleDetail;
  readonly drawn: NonNullable<SampleDetail["drawn"]>;
  /** opens the design again; left out once somebody was invited */
  readonly onChange: (() => void) | undefined;
}) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const { sample, drawn, onChange } = props;
  const undo = useChange(api.samples.undo, "samples");
  const { design, lowest, highest, weight, grouping } = drawn;
  const chance = (value: number) => value.toPrecision(3);
  const facts: [string, string][] = [
    [t("drawn.n"), format.count(drawn.n)],
    [t("drawn.rate"), format.figure("percent", (100 * drawn.n) / sample.frameN)],
    [t("drawn.chance"), lowest === highest ? chance(lowest) : `${chance(lowest)}–${chance(highest)}`],
    [t("drawn.weight"), format.count(Math.round(weight))],
  ];
  return (
    <Card
      title={t("drawn.title")}
      caption={[t(`method.${design.method}.name`), drawn.by ?? "", format.moment(drawn.at)].filter((part) => part !== "").join(" · ")}
      foot={<span>{t("drawn.weightAbout", { weight: format.count(Math.round(weight)), frame: format.count(sample.frameN) })}</span>}
    >
      <Facts facts={facts} />
      <p className="caption">
        {t("drawn.seed")} <code>{drawn.seed}</code>
        {drawn.start === null ? "" : t("drawn.start", { start: drawn.start.toFixed(4) })}
        {t("drawn.seedAbout")} {drawn.draws > 1 ? t("drawn.draws", { count: drawn.draws }) : ""}
      </p>
      {grouping === null ? null : <GroupTable caption={t("drawn.groups", { by: t(`by.${grouping}`) })} groups={drawn.groups} />}
      {undo.isError ? <ProblemNotice problem={problemOf(undo.error)} /> : null}
      {onChange === undefined ? null : (
        <div className="sample-row">
          <Button onClick={onChange}>{t("drawn.change")}</Button>
          <Button loading={undo.isPending} onClick={() => undo.mutate({ params: { id: sample.id } })}>
            {t("drawn.undo")}
          </Button>
        </div>
      )}
    </Card>
  );
}
