import { api, type SampleDetail } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Input, InputNumber, Segmented, Select, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { FileFrame } from "./file-frame.js";
import "./samples.css";

export type Common = { readonly title: string; readonly contact: "any" | "phone" | "email"; readonly restDays: number };
type Source = "customers" | "file";

/** Whom a sample may be drawn from: customers of the register, or a list that is brought. */
export function NewSamplePage() {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [source, setSource] = useState<Source>("customers");
  const [common, setCommon] = useState<Common>({ title: "", contact: "any", restDays: 30 });
  const named = { ...common, title: common.title.trim() || t("new.titleDefault", { day: format.day(format.today) }) };
  const open = async ({ id }: SampleDetail) => {
    await queries.invalidateQueries({ queryKey: ["samples"] });
    await navigate({ to: "/listen/samples/$id", params: { id } });
  };
  return (
    <>
      <PageHeader title={t("new.title")} about={<PageLink to="/listen/samples">{t("back")}</PageLink>} />
      <div className="sample-stack">
        <Card title={t("new.who")} caption={t("new.whoCaption")}>
          <Segmented<Source>
            aria-label={t("new.source")}
            value={source}
            onChange={setSource}
            options={(["customers", "file"] as const).map((value) => ({ value, label: t(`source.${value}`) }))}
          />
          <div className="sample-fields">
            <div className="sample-field">
              <span>{t("new.name")}</span>
              <Input
                aria-label={t("new.name")}
                maxLength={100}
                placeholder={named.title}
                value={common.title}
                onChange={({ target }) => setCommon({ ...common, title: target.value })}
              />
            </div>
            <div className="sample-field">
              <span>{t("new.contact")}</span>
              <Select<Common["contact"]>
                aria-label={t("new.contact")}
                value={common.contact}
                options={(["any", "phone", "email"] as const).map((value) => ({ value, label: t(`contact.${value}`) }))}
                onChange={(contact) => setCommon({ ...common, contact })}
              />
            </div>
            <div className="sample-field">
              <span>{t("new.restDays")}</span>
              <InputNumber
                aria-label={t("new.restDays")}
                min={0}
                max={365}
                precision={0}
                value={common.restDays}
                onChange={(value) => setCommon({ ...common, restDays: value ?? 0 })}
              />
            </div>
          </div>
          <p className="caption">{t("new.leftOut")}</p>
          {source === "customers" ? <CustomersFrame common={named} onMade={open} /> : <FileFrame common={named} onMade={open} />}
        </Card>
      </div>
    </>
  );
}

function CustomersFrame({ common, onMade }: { readonly common: Common; readonly onMade: (sample: SampleDetail) => Promise<void> }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const make = useChange(api.samples.fromCustomers, "samples");
  const [unit, setUnit] = useState<number | null>(null);
  const [segment, setSegment] = useState<number | null>(null);
  const units = vocabulary?.units ?? [];
  return (
    <>
      <div className="sample-fields">
        <div className="sample-field">
          <span>{t("new.unit")}</span>
          <TreeSelect
            aria-label={t("new.unit")}
            allowClear
            showSearch={{ treeNodeFilterProp: "title" }}
            placeholder={t("new.allUnits")}
            popupMatchSelectWidth={false}
            value={unit}
            treeData={unitTree(units, format.words)}
            treeDefaultExpandedKeys={units.filter(({ parentId }) => parentId === null).map(({ id }) => id)}
            onChange={(chosen: number | null | undefined) => setUnit(chosen ?? null)}
          />
        </div>
        <div className="sample-field">
          <span>{t("new.segment")}</span>
          <Select<number | null>
            aria-label={t("new.segment")}
            allowClear
            placeholder={t("new.allSegments")}
            value={segment}
            options={(vocabulary?.segments ?? []).map(({ id, name }) => ({ value: id, label: format.words(name) }))}
            onChange={(chosen) => setSegment(chosen ?? null)}
          />
        </div>
      </div>
      <p className="caption">{t("new.unitAbout")}</p>
      {make.isError ? <ProblemNotice problem={problemOf(make.error)} /> : null}
      <div className="sample-row">
        <Button
          type="primary"
          loading={make.isPending}
          onClick={() => make.mutate({ body: { ...common, unit, segment } }, { onSuccess: (made) => void onMade(made) })}
        >
          {t("new.make")}
        </Button>
      </div>
    </>
  );
}
