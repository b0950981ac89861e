import { api } from "@manyi/contracts";
import { Button, Drawer, Form, Input, InputNumber, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

const METRICS = ["nps", "csat", "ces", "ratio"] as const;
type Fields = { name: string; metric: string; low: number; high: number; source: string; asOf: string };

/** What the organisation itself calls usual or good, shown behind the charts of that metric; none until somebody enters one. */
export function ReferenceCard() {
  const { t } = useTranslation(["sources", "figures"]);
  const format = useFormat();
  const may = useMay()("bands:write");
  const list = useReading(api.expectationSources.bands, { query: {} });
  const remove = useChange(api.expectationSources.removeBand, "reference-bands");
  const [adding, setAdding] = useState(false);
  const make = may ? <Button onClick={() => setAdding(true)}>{t("reference.new")}</Button> : undefined;
  return (
    <Card
      title={t("reference.title")}
      caption={t("reference.caption")}
      link={list.data?.items.length ? make : undefined}
      foot={<span>{t("reference.foot")}</span>}
    >
      <Loaded query={list} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("reference.none")} about={t("reference.noneAbout")} step={make} />
          ) : (
            <Table
              caption={t("reference.title")}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: "name", title: t("door.name"), cell: ({ name }) => name },
                {
                  key: "metric",
                  title: t("reference.metric"),
                  cell: ({ metric }) => t(`figures:metric.${metric}`, { defaultValue: metric }),
                },
                {
                  key: "ends",
                  title: t("reference.ends"),
                  figure: true,
                  cell: (band) => format.interval(kindOf(band.metric), band),
                },
                {
                  key: "source",
                  title: t("hint.source"),
                  cell: ({ source, asOf }) => <span className="caption">{`${source} · ${format.day(asOf)}`}</span>,
                },
                { key: "by", title: t("reference.by"), cell: ({ createdBy }) => createdBy ?? "—" },
                {
                  key: "do",
                  title: t("door.do"),
                  cell: ({ id, name }) =>
                    may ? (
                      <Popconfirm
                        icon={null}
                        title={t("reference.removeTitle", { name: name })}
                        okText={t("reference.remove")}
                        cancelText={t("cancel")}
                        onConfirm={() => remove.mutate({ params: { id } })}
                      >
                        <button type="button" className="link-button worse" aria-label={t("reference.removeOne", { name: name })}>
                          {t("reference.remove")}
                        </button>
                      </Popconfirm>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Loaded>
      {remove.isError ? <ProblemNotice problem={problemOf(remove.error)} /> : null}
      <Drawer title={t("reference.new")} size={480} open={adding} onClose={() => setAdding(false)} destroyOnHidden>
        {adding ? <BandForm onDone={() => setAdding(false)} /> : null}
      </Drawer>
    </Card>
  );
}

function BandForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation(["sources", "figures"]);
  const add = useChange(api.expectationSources.addBand, "reference-bands");
  const needed = { required: true, message: t("needed") };
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={{ metric: "nps" }}
      onFinish={(body) => add.mutate({ body }, { onSuccess: onDone })}
    >
      <Form.Item name="name" label={t("door.name")} rules={[{ ...needed, whitespace: true }]}>
        <Input maxLength={80} placeholder={t("reference.nameExample")} />
      </Form.Item>
      <Form.Item name="metric" label={t("reference.metric")} rules={[needed]}>
        <Select options={METRICS.map((value) => ({ value, label: t(`figures:metric.${value}`) }))} />
      </Form.Item>
      <div className="door-grid">
        <Form.Item name="low" label={t("reference.low")} rules={[needed]}>
          <InputNumber min={-1000} max={1000} />
        </Form.Item>
        <Form.Item name="high" label={t("reference.high")} rules={[needed]}>
          <InputNumber min={-1000} max={1000} />
        </Form.Item>
      </div>
      <Form.Item name="source" label={t("hint.source")} extra={t("hint.sourceAbout")} rules={[{ ...needed, whitespace: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="asOf" label={t("reference.asOf")} rules={[needed]}>
        <Input type="date" />
      </Form.Item>
      {add.isError ? <ProblemNotice problem={problemOf(add.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        {t("hint.store")}
      </Button>
    </Form>
  );
}
