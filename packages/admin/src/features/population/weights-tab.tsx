import { api, type Weighting, type WeightPlan } from "@manyi/contracts";
import { Button, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { DayRange } from "../../figures/day-range.js";
import { periodOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { PlanCard } from "./plan-card.js";
import type { SampleSearch } from "./search.js";
import { VersionsCard } from "./versions-card.js";

/** Choose what to meet, look at what it would do, then apply it or leave it. */
export function WeightsTab({ search }: { readonly search: SampleSearch }) {
  const { t } = useTranslation("population");
  const may = useMay();
  const margins = useReading(api.population.margins, {});
  return (
    <div className="population-cards">
      {may("weights:write") ? (
        <Loaded query={margins} lines={5}>
          {({ items }) =>
            items.length === 0 ? (
              <Card title={t("weights.title")}>
                <EmptyState title={t("sample.none")} about={t("sample.noneAbout")} />
              </Card>
            ) : (
              <Chooser
                search={search}
                margins={items.filter((one, i) => items.findIndex(({ dimension }) => dimension === one.dimension) === i)}
              />
            )
          }
        </Loaded>
      ) : null}
      <VersionsCard />
    </div>
  );
}

type Margins = readonly { readonly id: string; readonly dimension: string; readonly version: number; readonly source: string }[];

function Chooser({ search, margins }: { readonly search: SampleSearch; readonly margins: Margins }) {
  const { t } = useTranslation("population");
  const format = useFormat();
  const surveys = useReading(api.org.vocabulary, {}).data?.surveys ?? [];
  const [surveyId, setSurveyId] = useState<number | undefined>(search.survey ?? surveys[0]?.id);
  const [days, setDays] = useState(periodOf(search, format.today));
  const [chosen, setChosen] = useState<string[]>(margins.map(({ id }) => id));
  const [caps, setCaps] = useState<{ low: number; high: number } | null>({ low: 0.3, high: 3 });
  const [leavesOut, setLeavesOut] = useState(false);
  const plan = useChange(api.population.planWeights);
  const apply = useChange(api.population.applyWeights, "population", "figures", "expectation", "trends", "analysis");
  const survey = surveyId ?? surveys[0]?.id;
  const body = (): Weighting => ({ surveyId: survey!, ...days, margins: chosen, caps, empty: leavesOut ? "leave_out" : "refuse" });
  const change = <V,>(set: (value: V) => void) => {
    return (value: V) => {
      set(value);
      plan.reset();
      apply.reset();
    };
  };
  const looked: WeightPlan | undefined = plan.data;
  return (
    <>
      <Card title={t("weights.title")} caption={t("weights.caption")}>
        <div className="population-chooser">
          <div className="population-field">
            <span>{t("weights.survey")}</span>
            <Select
              aria-label={t("weights.survey")}
              popupMatchSelectWidth={false}
              value={survey ?? null}
              options={surveys.map(({ id, title }) => ({ value: id, label: format.words(title) }))}
              onChange={change((value: number | null) => setSurveyId(value ?? undefined))}
            />
          </div>
          <div className="population-field">
            <span>{t("weights.days")}</span>
            <DayRange days={days} onChange={change(setDays)} />
          </div>
          <div className="population-field">
            <span>{t("weights.margins")}</span>
            <Select
              mode="multiple"
              aria-label={t("weights.margins")}
              popupMatchSelectWidth={false}
              value={chosen}
              options={margins.map(({ id, dimension, version, source }) => ({
                value: id,
                label: `${t(`dimension.${dimension}`)} v${version}`,
                title: source,
              }))}
              onChange={change(setChosen)}
            />
          </div>
          <div className="population-field">
            <span>
              <Checkbox checked={caps !== null} onChange={({ target }) => change(setCaps)(target.checked ? { low: 0.3, high: 3 } : null)}>
                {t("weights.caps")}
              </Checkbox>
            </span>
            {caps === null ? null : (
              <span className="population-caps">
                <InputNumber
                  aria-label={t("weights.low")}
                  min={0}
                  max={1}
                  step={0.1}
                  value={caps.low}
                  onChange={(low) => change(setCaps)({ ...caps, low: low ?? 0.3 })}
                />
                <span aria-hidden="true">–</span>
                <InputNumber
                  aria-label={t("weights.high")}
                  min={1}
                  max={100}
                  step={0.5}
                  value={caps.high}
                  onChange={(high) => change(setCaps)({ ...caps, high: high ?? 3 })}
                />
              </span>
            )}
          </div>
          <Checkbox checked={leavesOut} onChange={({ target }) => change(setLeavesOut)(target.checked)}>
            {t("weights.leaveOut")}
          </Checkbox>
          <Button
            type={looked?.accepted ? "default" : "primary"}
            disabled={survey === undefined || chosen.length === 0}
            loading={plan.isPending}
            onClick={() => plan.mutate({ body: body() })}
          >
            {t("weights.look")}
          </Button>
        </div>
        {plan.isError ? <ProblemNotice problem={problemOf(plan.error)} /> : null}
        {apply.isError ? <ProblemNotice problem={problemOf(apply.error)} /> : null}
        {apply.data?.version ? (
          <p className="population-verdict" role="status">
            {t("weights.applied", { number: apply.data.version.number })}
          </p>
        ) : null}
      </Card>
      {looked === undefined || apply.data?.version ? null : (
        <PlanCard
          plan={looked}
          isApplying={apply.isPending}
          onApply={() => apply.mutate({ body: body() }, { onSuccess: () => plan.reset() })}
        />
      )}
    </>
  );
}
