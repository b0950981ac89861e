import { api, type MetricDefinition } from "@manyi/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { kindOf } from "../../figures/metrics.js";
import { UnitFilter } from "../../figures/unit-filter.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { MeasureHelp } from "./measure-help.js";
import { TargetForm } from "./target-form.js";
import "./metrics.css";

/** Every metric with its formula, its version and what it is to reach. */
export function MetricsPage() {
  const { t } = useTranslation(["metrics", "figures"]);
  const [unit, setUnit] = useState<number>();
  const [editing, setEditing] = useState<MetricDefinition | null>(null);
  const nameOf = useNames();
  const list = useReading(api.metrics.list, { query: unit === undefined ? {} : { unit } });
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={<UnitFilter label={t("unit")} whole={t("whole")} unit={unit} onUnit={setUnit} />}
      />
      <Loaded query={list} lines={10}>
        {({ items }) => (
          <div className="metrics">
            {items.map((metric) => (
              <Card key={metric.code} title={nameOf(metric.code)} link={<MeasureHelp family={metric.code} />}>
                <Definition metric={metric} />
                <Aim metric={metric} name={nameOf(metric.code)} onEdit={() => setEditing(metric)} />
              </Card>
            ))}
          </div>
        )}
      </Loaded>
      {editing === null ? null : <TargetForm metric={editing} name={nameOf(editing.code)} unit={unit} onClose={() => setEditing(null)} />}
    </>
  );
}

/** Headline metrics have names of their own, those of attributes that of the attribute. */
function useNames(): (code: string) => string {
  const { t } = useTranslation(["metrics", "figures"]);
  const words = useMetricWords();
  return (code) => {
    const [family, attribute] = code.split(":");
    if (attribute === undefined) return t(`name.${code}`, { defaultValue: t(`figures:metric.${code}`, { defaultValue: code }) });
    return family === "ratio" ? t("ratioOf", { name: words(code) }) : words(code);
  };
}

function Definition({ metric: { code, version, interval } }: { readonly metric: MetricDefinition }) {
  const { t } = useTranslation("metrics");
  const [family = ""] = code.split(":");
  return (
    <dl className="metric-facts">
      <dt>{t("formula")}</dt>
      <dd>{t(`formulas.${family}`)}</dd>
      <dt>{t("interval")}</dt>
      <dd>{t(`intervals.${interval}`)}</dd>
      <dt>{t("version")}</dt>
      <dd>{t("versionOf", { version })}</dd>
    </dl>
  );
}

function Aim(props: { readonly metric: MetricDefinition; readonly name: string; readonly onEdit: () => void }) {
  const { name, onEdit } = props;
  const { code, range, target } = props.metric;
  const { t } = useTranslation("metrics");
  const format = useFormat();
  const { permissions } = useSession();
  if (range === null) return null;
  return (
    <div className="metric-target">
      <div>
        <span className="quiet">{t("target.label")}</span>{" "}
        <strong>{target === null ? t("target.none") : format.figure(kindOf(code), target.value)}</strong>
        {target === null ? null : (
          <p className="caption">
            {[
              target.isAbove ? t("target.above") : target.unit === null ? t("whole") : format.words(target.unit.name),
              t("target.from", { day: format.day(target.from) }),
              target.owner === null ? "" : t("target.owner", { name: target.owner.name }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
      </div>
      {permissions.includes("targets:write") ? (
        <button
          type="button"
          className="link-button"
          aria-label={`${target === null ? t("target.set") : t("target.change")} ${name}`}
          onClick={onEdit}
        >
          {target === null ? t("target.set") : t("target.change")}
        </button>
      ) : null}
    </div>
  );
}
