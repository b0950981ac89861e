import { api } from "@manyi/contracts";
import { Checkbox, Form, Input, InputNumber, Select, TreeSelect } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { useMetricChoices } from "../trends/index.js";
import type { Draft } from "./plan-draft.js";
import { useEffectWords } from "./words.js";

const WEEKS = [2, 4, 6, 8, 12, 16, 26, 52];
/** Steps of the smallest effect worth having, by how a measure is written. */
const STEPS: Readonly<Record<string, number>> = { nps: 1, percent: 1, ratio: 0.01 };

/** What was changed, where, since when, by what it is judged and for how long. */
export function PlanFields({ draft, onChange }: { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation(["effects", "figures"]);
  const format = useFormat();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const units = vocabulary?.units ?? [];
  const surveys = vocabulary?.surveys ?? [];
  const { groups } = useMetricChoices();
  const words = useEffectWords(draft.metric);
  // an expectation that rises is neither good nor bad
  const measures = groups
    .map((group) => ({ ...group, options: group.options.filter(({ value }) => !value.startsWith("e:")) }))
    .filter(({ options }) => options.length > 0);
  const lengths = (days: number) =>
    [...new Set([...WEEKS.map((weeks) => 7 * weeks), days])].sort((a, b) => a - b).map((value) => ({ value, label: words.length(value) }));
  const nameOf = (id: number) => format.words(units.find((unit) => unit.id === id)?.name) || `#${id}`;
  const chosen = [...draft.units];
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t("field.name")} htmlFor="effect-name">
        <Input
          id="effect-name"
          maxLength={120}
          value={draft.name}
          placeholder={t("field.nameExample")}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </Form.Item>
      <Form.Item label={t("field.what")} htmlFor="effect-what">
        <Input.TextArea
          id="effect-what"
          rows={2}
          maxLength={1000}
          value={draft.what}
          onChange={({ target }) => onChange({ what: target.value })}
        />
      </Form.Item>
      <Form.Item label={t("field.units")} htmlFor="effect-units">
        <TreeSelect
          id="effect-units"
          multiple
          showSearch={{ treeNodeFilterProp: "title" }}
          placeholder={t("field.unitsHint")}
          value={chosen}
          treeData={unitTree(units, format.words)}
          treeDefaultExpandedKeys={units.filter(({ parentId }) => parentId === null).map(({ id }) => id)}
          onChange={(value: number[]) => onChange({ units: value, comparison: null })}
        />
      </Form.Item>
      <Form.Item label={t("field.start")} htmlFor="effect-start">
        <Input id="effect-start" type="date" value={draft.startOn} onChange={({ target }) => onChange({ startOn: target.value })} />
      </Form.Item>
      {draft.units.length < 2 ? null : (
        <div className="effects-steps">
          <Checkbox checked={draft.isInSteps} onChange={({ target }) => onChange({ isInSteps: target.checked })}>
            {t("field.inSteps")}
          </Checkbox>
          {draft.isInSteps ? (
            <ul className="effects-days">
              {draft.units.map((id) => (
                <li key={id}>
                  <span>{nameOf(id)}</span>
                  <Input
                    type="date"
                    aria-label={t("field.startOf", { unit: nameOf(id) })}
                    value={draft.ownStarts[id] ?? draft.startOn}
                    onChange={({ target }) => onChange({ ownStarts: { ...draft.ownStarts, [id]: target.value } })}
                  />
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      )}
      <Form.Item label={t("field.metric")} htmlFor="effect-metric" extra={t("field.metricAbout")}>
        <Select
          id="effect-metric"
          showSearch={{ optionFilterProp: "label" }}
          value={draft.metric}
          options={measures}
          onChange={(metric: string) => onChange({ metric, planned: null, comparison: null })}
        />
      </Form.Item>
      {surveys.length < 2 ? null : (
        <Form.Item label={t("figures:filter.survey")} htmlFor="effect-survey">
          <Select<number>
            id="effect-survey"
            allowClear
            placeholder={t("figures:filter.all")}
            value={draft.surveyId}
            options={surveys.map(({ id, title }) => ({ value: id, label: format.words(title) }))}
            onChange={(id: number | undefined) => onChange({ surveyId: id ?? null, comparison: null })}
          />
        </Form.Item>
      )}
      <div className="effects-pair">
        <Form.Item label={t("field.before")} htmlFor="effect-before">
          <Select
            id="effect-before"
            value={draft.beforeDays}
            options={lengths(draft.beforeDays)}
            onChange={(beforeDays: number) => onChange({ beforeDays })}
          />
        </Form.Item>
        <Form.Item label={t("field.after")} htmlFor="effect-after">
          <Select
            id="effect-after"
            value={draft.afterDays}
            options={lengths(draft.afterDays)}
            onChange={(afterDays: number) => onChange({ afterDays })}
          />
        </Form.Item>
      </div>
      <Form.Item label={t("field.planned")} htmlFor="effect-planned" extra={t("field.plannedAbout")}>
        <InputNumber
          id="effect-planned"
          min={0.001}
          max={1000}
          style={{ width: 150 }}
          {...(words.unit === "" ? {} : { suffix: words.unit })}
          step={STEPS[words.kind] ?? 0.1}
          value={draft.planned}
          onChange={(planned) => onChange({ planned })}
        />
      </Form.Item>
    </Form>
  );
}
