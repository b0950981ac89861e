import { api, type BusinessFigure } from "@manyi/contracts";
import { AutoComplete, Button, Drawer, Form, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

/** What a figure is called, how it is read, where it comes from and who answers for it. */
export function DefinitionForm(props: {
  readonly figure?: BusinessFigure;
  readonly onClose: () => void;
  readonly onSaved?: (figure: BusinessFigure) => void;
}) {
  const { t } = useTranslation("business");
  const { figure, onClose, onSaved } = props;
  const owners = useReading(api.findings.owners, {}).data?.items ?? [];
  const add = useChange(api.business.add, "business");
  const change = useChange(api.business.change, "business");
  const [zh, setZh] = useState(figure?.name["zh-CN"] ?? "");
  const [en, setEn] = useState(figure?.name.en ?? "");
  const [unit, setUnit] = useState(figure?.unit ?? "%");
  const [direction, setDirection] = useState(figure?.direction ?? "higher");
  const [rollup, setRollup] = useState(figure?.rollup ?? "mean");
  const [source, setSource] = useState(figure?.source ?? "");
  const [ownerId, setOwnerId] = useState<string | null>(figure?.ownerId ?? null);
  const isReady = (zh.trim() !== "" || en.trim() !== "") && source.trim().length >= 2;
  const name = { ...(zh.trim() === "" ? {} : { "zh-CN": zh.trim() }), ...(en.trim() === "" ? {} : { en: en.trim() }) };
  const body = { name, unit: unit.trim(), direction, rollup, source: source.trim(), ownerId };
  const saved = (one: BusinessFigure) => {
    onSaved?.(one);
    onClose();
  };
  const save = () =>
    figure === undefined
      ? add.mutate({ body }, { onSuccess: saved })
      : change.mutate({ params: { id: figure.id }, body }, { onSuccess: saved });
  const failed = add.error ?? change.error;
  return (
    <Drawer title={figure === undefined ? t("form.add") : t("form.change")} size={480} open onClose={onClose} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={save}>
        <p className="quiet business-about">{t("form.about")}</p>
        <Form.Item label={t("form.zh")} htmlFor="business-zh">
          <Input
            id="business-zh"
            lang="zh-CN"
            maxLength={80}
            placeholder={t("form.zhHint")}
            value={zh}
            onChange={({ target }) => setZh(target.value)}
          />
        </Form.Item>
        <Form.Item label={t("form.en")} htmlFor="business-en">
          <Input
            id="business-en"
            lang="en"
            maxLength={80}
            placeholder={t("form.enHint")}
            value={en}
            onChange={({ target }) => setEn(target.value)}
          />
        </Form.Item>
        <Form.Item label={t("form.unit")} htmlFor="business-unit" extra={t("form.unitHelp")}>
          <AutoComplete
            id="business-unit"
            value={unit}
            options={["%", "¥", t("form.orders"), t("form.people")].map((value) => ({ value }))}
            onChange={(value: string) => setUnit(value.slice(0, 20))}
          />
        </Form.Item>
        <Form.Item label={t("column.direction")}>
          <Radio.Group
            aria-label={t("column.direction")}
            value={direction}
            options={(["higher", "lower"] as const).map((value) => ({ value, label: t(`direction.${value}`) }))}
            onChange={({ target }) => setDirection(target.value as "higher" | "lower")}
          />
        </Form.Item>
        <Form.Item label={t("column.rollup")} extra={t("form.rollupHelp")}>
          <Radio.Group
            aria-label={t("column.rollup")}
            value={rollup}
            options={(["mean", "sum"] as const).map((value) => ({ value, label: t(`rollup.${value}`) }))}
            onChange={({ target }) => setRollup(target.value as "mean" | "sum")}
          />
        </Form.Item>
        <Form.Item label={t("form.source")} htmlFor="business-source" extra={t("form.sourceHelp")}>
          <Input
            id="business-source"
            maxLength={300}
            placeholder={t("form.sourceHint")}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          />
        </Form.Item>
        <Form.Item label={t("column.owner")} htmlFor="business-owner">
          <Select
            id="business-owner"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("form.nobody")}
            value={ownerId}
            options={owners.map(({ id, name: who }) => ({ value: id, label: who }))}
            onChange={(chosen: string | null | undefined) => setOwnerId(chosen ?? null)}
          />
        </Form.Item>
        {failed === null ? null : <ProblemNotice problem={problemOf(failed)} />}
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={add.isPending || change.isPending}>
          {t("form.save")}
        </Button>
      </Form>
    </Drawer>
  );
}
