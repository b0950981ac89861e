import { api, type ImportJob } from "@manyi/contracts";
import { HANDLED_SOURCES } from "@manyi/core/feedback";
import { Button, DatePicker, Input, Select, TreeSelect } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { ColumnRow } from "./column-row.js";
import { Labelled } from "./labelled.js";
import { asPosts, draftOf, faultsOf, type MappingDraft, mappingOf, putTarget } from "./mapping.js";
import { TrialCard } from "./trial-card.js";

const sources = ["survey", "review", "social", "call", "chat", "email", "suggestion", "request", "note", "audit", "interview"] as const;
/** Sources whose voices open items in the inbox. */
const handled: ReadonlySet<string> = new Set(HANDLED_SOURCES);

/** What every column means. A suggestion stands with its reason; trying it stores nothing. */
export function MappingStep({
  job,
  again,
  onBegun,
}: {
  readonly job: ImportJob;
  readonly again?: MappingDraft;
  readonly onBegun?: () => void;
}) {
  const { t } = useTranslation("imports");
  const [draft, setDraft] = useState<MappingDraft>(() => again ?? draftOf(job));
  const check = useChange(api.imports.check);
  const run = useChange(api.imports.run, "imports");
  const faults = faultsOf(draft);
  const input = { params: { id: job.id }, body: mappingOf(draft) };
  const put = (part: Partial<MappingDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    check.reset();
    run.reset();
  };
  const general = faults.filter(({ column }) => column === null);
  return (
    <div className="import-stack">
      <Card title={t("columns.title")} caption={t("columns.caption", { count: job.columns.length })}>
        <ul className="rows">
          {job.columns.map((column) => (
            <ColumnRow
              key={column.name}
              column={{ ...column, target: draft.columns[column.name] ?? column.target }}
              isSuggested={JSON.stringify(draft.columns[column.name]) === JSON.stringify(column.target)}
              fault={faults.find((one) => one.column === column.name)?.code}
              onChange={(target) => put({ columns: putTarget(draft.columns, column.name, target) })}
            />
          ))}
        </ul>
      </Card>
      <Card title={t("whole.title")}>
        <div className="import-whole">
          <Labelled label={t("whole.name")} about={t("whole.nameAbout")}>
            {(id) => <Input id={id} maxLength={120} value={draft.title} onChange={({ target }) => put({ title: target.value })} />}
          </Labelled>
          <Labelled label={t("whole.source")}>
            {(id) => (
              <Select
                id={id}
                value={draft.source}
                options={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
                onChange={(source) =>
                  put(handled.has(source) && !handled.has(draft.source) ? { source, columns: asPosts(job.columns) } : { source })
                }
              />
            )}
          </Labelled>
          {handled.has(draft.source) ? <Posts draft={draft} onChange={put} /> : null}
          <Defaults draft={draft} onChange={put} />
        </div>
        {general.map(({ code }) => (
          <p key={code} className="worse">
            {t(`mappingFault.${code}`)}
          </p>
        ))}
        {check.isError ? <ProblemNotice problem={problemOf(check.error)} /> : null}
        {run.isError ? <ProblemNotice problem={problemOf(run.error)} /> : null}
        <div className="import-buttons">
          <Button
            type={check.isSuccess ? "default" : "primary"}
            disabled={faults.length > 0}
            loading={check.isPending}
            onClick={() => check.mutate(input)}
          >
            {t("try")}
          </Button>
          {check.isSuccess ? (
            <Button
              type="primary"
              loading={run.isPending}
              disabled={check.data.accepted === 0}
              onClick={() => run.mutate(input, { onSuccess: () => onBegun?.() })}
            >
              {t("run")}
            </Button>
          ) : null}
          <span className="caption">{check.isSuccess ? t("runAbout") : t("tryAbout")}</span>
        </div>
      </Card>
      {check.isSuccess ? <TrialCard trial={check.data} /> : null}
    </div>
  );
}

/** What only reviews, posts and the like have: their platform, and whether somebody has to handle them. */
function Posts({ draft, onChange }: { readonly draft: MappingDraft; readonly onChange: (part: Partial<MappingDraft>) => void }) {
  const { t } = useTranslation("imports");
  const hasPlatform = Object.values(draft.columns).some(({ to }) => to === "platform");
  return (
    <>
      {hasPlatform ? null : (
        <Labelled label={t("whole.platform")} about={t("whole.platformAbout")}>
          {(id) => <Input id={id} maxLength={60} value={draft.platform} onChange={({ target }) => onChange({ platform: target.value })} />}
        </Labelled>
      )}
      <Labelled label={t("whole.handling")} about={t("whole.handlingAbout")}>
        {(id) => (
          <Select
            id={id}
            value={draft.handling ?? "all"}
            options={(["all", "none"] as const).map((value) => ({ value, label: t(`handling.${value}`) }))}
            onChange={(handling) => onChange({ handling })}
          />
        )}
      </Labelled>
    </>
  );
}

/** Where no column says it: one day and one unit for all rows. */
function Defaults({ draft, onChange }: { readonly draft: MappingDraft; readonly onChange: (part: Partial<MappingDraft>) => void }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const has = (to: string) => Object.values(draft.columns).some((target) => target.to === to);
  const units = vocabulary?.units ?? [];
  const nodes = unitTree(units, format.words);
  const chosen = units.find(({ code }) => code === draft.defaultUnitCode)?.id ?? null;
  return (
    <>
      {has("date") ? null : (
        <Labelled label={t("whole.day")} about={t("whole.dayAbout")}>
          {(id) => (
            <DatePicker
              id={id}
              value={draft.defaultDay === "" ? null : dayjs(draft.defaultDay)}
              onChange={(value) => onChange({ defaultDay: value === null ? "" : value.format("YYYY-MM-DD") })}
            />
          )}
        </Labelled>
      )}
      {has("unit") || nodes.length === 0 ? null : (
        <Labelled label={t("whole.unit")}>
          {(id) => (
            <TreeSelect
              id={id}
              allowClear
              treeData={nodes}
              showSearch={{ treeNodeFilterProp: "title" }}
              placeholder={t("whole.noUnit")}
              value={chosen}
              onChange={(value: number | null | undefined) =>
                onChange({ defaultUnitCode: units.find(({ id }) => id === value)?.code ?? "" })
              }
            />
          )}
        </Labelled>
      )}
    </>
  );
}
