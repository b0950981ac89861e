import { api, type MetricDefinition } from "@manyi/contracts";
import { Button, Drawer, Form, Input, InputNumber, Select, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { kindOf } from "../../figures/metrics.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

/** What a metric is to reach, where, from when on, and who answers for it; below it what was set before. */
export function TargetForm({
  metric,
  name,
  unit,
  onClose,
}: {
  readonly metric: MetricDefinition;
  readonly name: string;
  readonly unit: number | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("metrics");
  const format = useFormat();
  const { code, range, target } = metric;
  const units = useReading(api.org.vocabulary, {}).data?.units ?? [];
  const owners = useReading(api.findings.owners, {}).data?.items ?? [];
  const set = useChange(api.metrics.setTarget, "metrics", "figures");
  const [value, setValue] = useState<number | null>(target?.value ?? null);
  const [unitId, setUnitId] = useState<number | null>(unit ?? null);
  const [ownerId, setOwnerId] = useState<string | null>(target?.owner?.id ?? null);
  const [from, setFrom] = useState(format.today);
  // what holds from above can only be taken back there
  const isHere = target !== null && !target.isAbove && (target.unit?.id ?? null) === unitId;
  const save = (aim: number | null) => set.mutate({ body: { metric: code, unitId, value: aim, ownerId, from } }, { onSuccess: onClose });
  return (
    <Drawer title={t("set.title", { name })} size={480} open onClose={onClose} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={() => save(value)}>
        <p className="quiet">{t("set.about")}</p>
        <Form.Item label={t("set.value")} help={t("set.range", { low: range?.low, high: range?.high })} htmlFor="target-value">
          <InputNumber
            id="target-value"
            value={value}
            {...(range === null ? {} : { min: range.low, max: range.high })}
            {...(metric.unit === "percent" ? { suffix: "%" } : {})}
            step={metric.unit === "ratio" ? 0.01 : metric.unit === "scale" ? 0.1 : 1}
            onChange={(given) => setValue(given)}
          />
        </Form.Item>
        <Form.Item label={t("set.unit")} htmlFor="target-unit">
          <TreeSelect
            id="target-unit"
            value={unitId}
            allowClear
            showSearch={{ treeNodeFilterProp: "title" }}
            treeDefaultExpandAll
            placeholder={t("whole")}
            treeData={unitTree(units, format.words)}
            onChange={(chosen: number | null | undefined) => setUnitId(chosen ?? null)}
          />
        </Form.Item>
        <Form.Item label={t("set.from")} htmlFor="target-from">
          <Input id="target-from" type="date" value={from} onChange={({ target: input }) => setFrom(input.value)} />
        </Form.Item>
        <Form.Item label={t("set.owner")} htmlFor="target-owner">
          <Select
            id="target-owner"
            value={ownerId}
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("set.nobody")}
            options={owners.map(({ id, name: who }) => ({ value: id, label: who }))}
            onChange={(chosen: string | null | undefined) => setOwnerId(chosen ?? null)}
          />
        </Form.Item>
        {set.error === null ? null : <ProblemNotice title={t("set.failed")} problem={problemOf(set.error)} />}
        <div className="target-actions">
          <Button type="primary" htmlType="submit" loading={set.isPending} disabled={value === null || from === ""}>
            {t("set.save")}
          </Button>
          <Button loading={set.isPending} disabled={!isHere || from === ""} onClick={() => save(null)}>
            {t("set.takeBack")}
          </Button>
        </div>
      </Form>
      <History code={code} />
    </Drawer>
  );
}

function History({ code }: { readonly code: string }) {
  const { t } = useTranslation("metrics");
  const format = useFormat();
  const history = useReading(api.metrics.history, { query: { metric: code } });
  return (
    <section className="target-history">
      <h3>{t("history.title")}</h3>
      <Loaded query={history} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("history.none")}</p>
          ) : (
            <ul className="ledger">
              {items.map(({ id, value, from, unit, owner, setBy }) => (
                <li key={id}>
                  <strong>{value === null ? t("history.takenBack") : format.figure(kindOf(code), value)}</strong>
                  <span className="quiet">
                    {[
                      unit === null ? t("whole") : format.words(unit.name),
                      t("target.from", { day: format.day(from) }),
                      owner?.name ?? "",
                      setBy === null ? "" : t("history.by", { name: setBy }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
