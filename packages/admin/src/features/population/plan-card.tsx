import type { WeightPlan } from "@manyi/contracts";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Table } from "../../ui/table.js";

/** What weighting would do, before anything is changed: base, cost in precision, the heaviest cells, the figures it moves. */
export function PlanCard({
  plan,
  isApplying,
  onApply,
}: {
  readonly plan: WeightPlan;
  readonly isApplying: boolean;
  readonly onApply: () => void;
}) {
  const { t } = useTranslation(["population", "figures"]);
  const format = useFormat();
  const weight = (value: number | null) => (value === null ? "—" : value.toFixed(2));
  const named = plan.empty.map(({ label }) => format.words(label)).join(t("comma"));
  if (!plan.accepted) {
    return (
      <Card title={t("plan.refused")} className="population-plan">
        <p className="worse strong">{t(`plan.reason.${plan.reason ?? "NOT_CONVERGED"}`, { names: named })}</p>
        <p className="caption">{t("plan.nothing")}</p>
      </Card>
    );
  }
  const facts = [
    { name: t("plan.n"), value: format.count(plan.n) },
    { name: t("plan.effectiveN"), value: format.count(Math.round(plan.effectiveN ?? 0)) },
    { name: t("plan.designEffect"), value: format.figure("ratio", plan.designEffect) },
    { name: t("plan.range"), value: `${weight(plan.lowest)}–${weight(plan.highest)}` },
  ];
  const unrecorded = plan.unrecorded.filter(({ n }) => n > 0);
  return (
    <Card
      title={t("plan.title")}
      caption={t(`plan.method.${plan.method}`, { count: plan.iterations ?? 1 })}
      className="population-plan"
      link={
        <Button type="primary" loading={isApplying} onClick={onApply}>
          {t("plan.apply")}
        </Button>
      }
      foot={
        <span>
          {[
            named === "" ? "" : t("plan.leftOut", { names: named }),
            ...unrecorded.map(({ dimension, n }) => t("plan.unrecorded", { n: format.count(n), dimension: t(`dimension.${dimension}`) })),
            t("plan.undo"),
          ]
            .filter((fact) => fact !== "")
            .join(t("semicolon"))}
        </span>
      }
    >
      <dl className="population-facts">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="population-halves">
        <Table
          caption={t("plan.metrics")}
          rows={plan.metrics}
          rowKey={({ metric }) => metric}
          columns={[
            { key: "metric", title: t("plan.metrics"), cell: ({ metric }) => t(`figures:metric.${metric}`) },
            { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n) },
            {
              key: "now",
              title: t("plan.unweighted"),
              figure: true,
              cell: ({ metric, unweighted }) => format.figure(kindOf(metric), unweighted),
            },
            {
              key: "then",
              title: t("plan.weighted"),
              figure: true,
              cell: ({ metric, weighted }) => <b>{format.figure(kindOf(metric), weighted)}</b>,
            },
            {
              key: "interval",
              title: t("plan.interval"),
              figure: true,
              cell: ({ metric, interval }) => format.interval(kindOf(metric), interval),
            },
          ]}
        />
        <Table
          caption={t("plan.heaviest")}
          rows={plan.heaviest}
          rowKey={({ labels }) => labels.map(({ en, "zh-CN": zh }) => en ?? zh).join(" ")}
          columns={[
            { key: "cell", title: t("plan.heaviest"), cell: ({ labels }) => labels.map(format.words).join(" · ") },
            { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n) },
            { key: "weight", title: t("plan.weight"), figure: true, cell: (cell) => weight(cell.weight) },
          ]}
        />
      </div>
    </Card>
  );
}
