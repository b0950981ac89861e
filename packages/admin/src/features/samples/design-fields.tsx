import type { SampleDetail, SampleGrouping } from "@manyi/contracts";
import { InputNumber, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { ALLOCATIONS, type AllocationName, type Draft, METHODS, type Method } from "./draft.js";

type Props = { readonly sample: SampleDetail; readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** The method and the few numbers it asks for. What the frame cannot tell apart is not offered. */
export function DesignFields({ sample, draft, onChange }: Props) {
  const { t } = useTranslation("samples");
  const { groupings, frameN } = sample;
  const { method, by } = draft;
  const offered = METHODS.filter((one) => groupings.length > 0 || one === "simple" || one === "systematic" || one === "census");
  const put = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const isGrouped = method === "stratified" || method === "cluster" || method === "two_stage";
  const groups = groupings.find((one) => one.by === by)?.groups ?? [];
  return (
    <>
      <Segmented<Method>
        aria-label={t("design.method")}
        className="sample-methods"
        value={method}
        onChange={(next) => put({ method: next })}
        options={offered.map((value) => ({ value, label: t(`method.${value}.name`) }))}
      />
      {groupings.length === 0 ? <p className="caption">{t("design.ungrouped")}</p> : null}
      <div className="sample-fields">
        {method === "simple" || method === "systematic" || method === "stratified" ? (
          <Whole label={t("design.n")} value={draft.n} max={frameN} onChange={(n) => put({ n })} />
        ) : null}
        {isGrouped ? (
          <Choice
            label={t(method === "stratified" ? "design.by" : "design.clusterBy")}
            value={by}
            options={groupings.map((one) => ({
              value: one.by,
              label: t("design.parts", { by: t(`by.${one.by}`), count: one.groups.length }),
            }))}
            onChange={(next: SampleGrouping) => put({ by: next })}
          />
        ) : null}
        {method === "systematic" ? (
          <Choice
            label={t("design.order")}
            value={draft.order}
            options={(["frame", ...groupings.map((one) => one.by)] as const).map((value) => ({ value, label: t(`order.${value}`) }))}
            onChange={(order: Draft["order"]) => put({ order })}
          />
        ) : null}
        {method === "stratified" ? (
          <Choice
            label={t("design.allocation")}
            value={draft.allocation}
            options={ALLOCATIONS.map((value) => ({ value, label: t(`allocate.${value}.name`) }))}
            onChange={(allocation: AllocationName) => put({ allocation })}
          />
        ) : null}
        {method === "stratified" && draft.allocation === "minimum" ? (
          <Whole label={t("design.minimum")} value={draft.minimum} max={frameN} onChange={(minimum) => put({ minimum })} />
        ) : null}
        {method === "cluster" || method === "two_stage" ? (
          <Whole label={t("design.clusters")} value={draft.clusters} max={groups.length} onChange={(clusters) => put({ clusters })} />
        ) : null}
        {method === "two_stage" ? (
          <>
            <Whole label={t("design.perCluster")} value={draft.perCluster} max={frameN} onChange={(perCluster) => put({ perCluster })} />
            <Choice
              label={t("design.chance")}
              value={draft.chance}
              options={(["size", "equal"] as const).map((value) => ({ value, label: t(`chance.${value}`) }))}
              onChange={(chance: Draft["chance"]) => put({ chance })}
            />
          </>
        ) : null}
      </div>
      {method === "stratified" ? <p className="caption">{t(`allocate.${draft.allocation}.about`)}</p> : null}
      {method === "stratified" && draft.allocation === "neyman" ? <Deviations groups={groups} draft={draft} put={put} /> : null}
    </>
  );
}

/** How much answers vary in each stratum, as an earlier wave has shown it. */
function Deviations(props: {
  readonly groups: SampleDetail["groupings"][number]["groups"];
  readonly draft: Draft;
  readonly put: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const { groups, draft, put } = props;
  return (
    <div className="sample-fields">
      {groups.map(({ code, label }) => {
        const name = label === null ? t("unknown") : format.words(label);
        return (
          <div key={code} className="sample-field">
            <span>{t("design.deviation", { name })}</span>
            <InputNumber
              aria-label={t("design.deviation", { name })}
              min={0}
              controls={false}
              value={draft.deviations[code] ?? null}
              onChange={(value) => {
                const { [code]: _, ...others } = draft.deviations;
                put({ deviations: value === null ? others : { ...others, [code]: value } });
              }}
            />
          </div>
        );
      })}
    </div>
  );
}

function Whole(props: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, value, max, onChange } = props;
  return (
    <div className="sample-field">
      <span>{label}</span>
      <InputNumber aria-label={label} min={0} max={max} precision={0} value={value} onChange={(next) => onChange(next ?? 0)} />
    </div>
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <div className="sample-field">
      <span>{label}</span>
      <Select<T> aria-label={label} value={value} popupMatchSelectWidth={false} options={[...options]} onChange={onChange} />
    </div>
  );
}
