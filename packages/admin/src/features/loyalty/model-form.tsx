import { api, type LoyaltyIndicatorName, type LoyaltyModel, type LoyaltySource, type Out } from "@manyi/contracts";
import { Button, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Read = Out<typeof api.loyalty.model>;
const names = ["repeatPurchases", "choosingTime", "priceSensitivity", "competitorAttraction", "incidentTolerance"] as const;

/** Cut-points, weights, sources and thresholds. Saving makes a version; the ones before stay readable and can be taken back. */
export function ModelForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(["loyalty", "shell"]);
  const found = useReading(api.loyalty.model, {});
  const [draft, setDraft] = useState<LoyaltyModel | null>(null);
  const save = useChange(api.loyalty.saveModel, "loyalty");
  const model = draft ?? found.data?.model ?? null;
  return (
    <Modal
      open
      width={760}
      title={t("form.title")}
      okText={t("form.save")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: draft === null, loading: save.isPending }}
      onOk={() => {
        if (draft !== null && found.data !== undefined)
          save.mutate({ body: { after: found.data.version, model: draft } }, { onSuccess: onClose });
      }}
      onCancel={onClose}
    >
      <Loaded query={found} lines={10}>
        {(data) =>
          model === null ? null : (
            <div className="loyalty-form">
              {names.map((name) => (
                <SignFields
                  key={name}
                  name={name}
                  model={model}
                  choices={data.choices}
                  onChange={(indicator) => setDraft({ ...model, indicators: { ...model.indicators, [name]: indicator } })}
                />
              ))}
              <Thresholds model={model} onChange={setDraft} />
              {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
              <Versions data={data} onTake={setDraft} />
            </div>
          )
        }
      </Loaded>
    </Modal>
  );
}

const keyOf = (source: LoyaltySource | null) => (source === null ? "none" : JSON.stringify(source));

function SignFields(props: {
  readonly name: LoyaltyIndicatorName;
  readonly model: LoyaltyModel;
  readonly choices: Read["choices"];
  readonly onChange: (indicator: LoyaltyModel["indicators"][LoyaltyIndicatorName]) => void;
}) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const { name, model, choices, onChange } = props;
  const indicator = model.indicators[name];
  const isFalling = name === "choosingTime" || name === "priceSensitivity" || name === "competitorAttraction";
  const cases: LoyaltySource = { from: "cases", days: indicator.source?.from === "cases" ? indicator.source.days : 90 };
  const options = [
    { value: "none", label: t("source.none") },
    ...(name === "incidentTolerance" ? [{ value: keyOf(cases), label: t("source.cases", { count: cases.days }) }] : []),
    ...choices.map(({ source, label, survey, n }) => ({
      value: keyOf(source),
      label: `${survey === null ? t("source.attribute") : format.words(survey)} · ${format.words(label)} (n ${n === null ? t("few") : format.count(n)})`,
    })),
  ];
  function choose(key: string): void {
    const source = key === "none" ? null : (JSON.parse(key) as LoyaltySource);
    const choice = choices.find((one) => keyOf(one.source) === key);
    // the ends of the scale are the first guess; whoever knows better changes them
    const [low, high] = source?.from === "cases" ? [0, 1] : choice === undefined ? [null, null] : [choice.min, choice.max];
    const cuts = low === null || high === null ? {} : isFalling ? { disloyal: high, loyal: low } : { disloyal: low, loyal: high };
    onChange({ ...indicator, ...cuts, source });
  }
  const field = (key: "weight" | "disloyal" | "loyal") => (
    <div className="loyalty-field">
      <span>{t(`form.${key}`)}</span>
      <InputNumber
        aria-label={`${t(`sign.${name}`)} · ${t(`form.${key}`)}`}
        value={indicator[key]}
        min={key === "weight" ? 0 : -1_000_000}
        max={key === "weight" ? 100 : 1_000_000}
        onChange={(value) => onChange({ ...indicator, [key]: value ?? 0 })}
      />
    </div>
  );
  return (
    <fieldset className="loyalty-sign">
      <legend>
        <b>{t(`sign.${name}`)}</b> <span className="caption">{isFalling ? t("form.falling") : t("form.rising")}</span>
      </legend>
      {name === "repeatPurchases" ? (
        <p className="caption">{t("source.purchases", { count: model.days })}</p>
      ) : (
        <Select
          aria-label={`${t(`sign.${name}`)} · ${t("form.source")}`}
          className="loyalty-source"
          value={keyOf(indicator.source)}
          showSearch={{ optionFilterProp: "label" }}
          options={options}
          onChange={choose}
        />
      )}
      <div className="loyalty-controls">
        {field("weight")}
        {field("disloyal")}
        {field("loyal")}
      </div>
    </fieldset>
  );
}

function Thresholds({ model, onChange }: { readonly model: LoyaltyModel; readonly onChange: (model: LoyaltyModel) => void }) {
  const { t } = useTranslation("loyalty");
  const number = (key: "days" | "satisfiedFrom" | "loyalFrom" | "silverFrom" | "goldFrom", min: number, max: number) => (
    <div className="loyalty-field">
      <span>{t(`form.${key}`)}</span>
      <InputNumber
        aria-label={t(`form.${key}`)}
        value={model[key]}
        min={min}
        max={max}
        onChange={(value) => onChange({ ...model, [key]: value ?? min })}
      />
    </div>
  );
  return (
    <fieldset className="loyalty-sign">
      <legend>
        <b>{t("form.thresholds")}</b>
      </legend>
      <div className="loyalty-controls">
        <div className="loyalty-field">
          <span>{t("form.satisfaction")}</span>
          <Select
            aria-label={t("form.satisfaction")}
            value={model.satisfaction}
            popupMatchSelectWidth={false}
            options={(["csat", "nps"] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
            onChange={(satisfaction) => onChange({ ...model, satisfaction, satisfiedFrom: satisfaction === "nps" ? 9 : 4 })}
          />
        </div>
        {number("satisfiedFrom", 0, 10)}
        <div className="loyalty-field">
          <span>{t("form.behaviour")}</span>
          <Select
            aria-label={t("form.behaviour")}
            value={model.behaviour}
            popupMatchSelectWidth={false}
            options={(["index", "purchases"] as const).map((value) => ({ value, label: t(`behaviour.${value}`) }))}
            onChange={(behaviour) => onChange({ ...model, behaviour })}
          />
        </div>
        {number("loyalFrom", 0, 100)}
        {number("silverFrom", 0, 100)}
        {number("goldFrom", 0, 100)}
        {number("days", 28, 1095)}
      </div>
    </fieldset>
  );
}

function Versions({ data, onTake }: { readonly data: Read; readonly onTake: (model: LoyaltyModel) => void }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  if (data.versions.length === 0) return <p className="caption">{t("form.default")}</p>;
  return (
    <details className="loyalty-details">
      <summary>{t("form.versions", { count: data.versions.length })}</summary>
      <ul>
        {data.versions.map(({ version, changedAt, changedBy, model }) => (
          <li key={version}>
            v{version} · {format.moment(changedAt)}
            {changedBy === null ? "" : ` · ${changedBy}`}{" "}
            {version === data.version ? (
              <span className="tag">{t("form.inForce")}</span>
            ) : (
              <Button size="small" type="link" onClick={() => onTake(model)}>
                {t("form.takeBack")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
