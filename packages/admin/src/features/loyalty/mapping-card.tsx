import { api, type PurchaseFile, type PurchaseMapping, type PurchaseRole, type PurchaseTrial } from "@manyi/contracts";
import { Button, Checkbox, Select, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

const roles: readonly PurchaseRole[] = ["customer", "contact", "order", "day", "amount", "unit", "kind"];
const formats = ["iso", "ymd", "dmy", "mdy", "excel"] as const;

/** What was recognised in a file, and what taking it would do. Trying stores nothing. */
export function MappingCard({ file, onClose }: { readonly file: PurchaseFile; readonly onClose: () => void }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const [mapping, setMapping] = useState<PurchaseMapping>(file.mapping);
  const units = useReading(api.org.vocabulary, {}).data?.units ?? [];
  const trial = useChange(api.loyalty.tryFile);
  const take = useChange(api.loyalty.takeFile, "loyalty");
  const input = { params: { id: file.id }, body: mapping };
  const put = (part: Partial<PurchaseMapping>) => {
    setMapping((now) => ({ ...now, ...part }));
    trial.reset();
    take.reset();
  };
  const roleOf = (name: string) => roles.find((role) => mapping.columns[role] === name) ?? null;
  const assign = (name: string, role: PurchaseRole | null) => {
    const kept = Object.entries(mapping.columns).filter(([known, column]) => column !== name && known !== role);
    put({ columns: Object.fromEntries(role === null ? kept : [...kept, [role, name]]) });
  };
  const { columns } = mapping;
  const lacks = (columns.customer === undefined && columns.contact === undefined) || columns.day === undefined;
  if (take.isSuccess)
    return (
      <Card title={file.fileName}>
        <p className="better" role="status">
          {t("take.done", {
            accepted: format.count(take.data.accepted),
            known: format.count(take.data.known),
            rejected: format.count(take.data.rejected),
          })}
        </p>
        <Rejects rejects={take.data.rejects} />
        <Button onClick={onClose}>{t("list.close")}</Button>
      </Card>
    );
  return (
    <Card title={t("take.title", { name: file.fileName })} caption={t("take.caption")}>
      <Table
        caption={t("take.caption")}
        rows={file.columns}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", title: t("take.column"), cell: ({ name }) => <b>{name}</b> },
          {
            key: "samples",
            title: t("take.samples"),
            cell: ({ samples }) => <span className="loyalty-samples">{samples.join(" · ")}</span>,
          },
          {
            key: "role",
            title: t("take.role"),
            cell: ({ name }) => (
              <Select<PurchaseRole | "none">
                aria-label={t("take.roleOf", { name })}
                value={roleOf(name) ?? "none"}
                popupMatchSelectWidth={false}
                className="loyalty-role"
                options={[
                  { value: "none" as const, label: t("role.none") },
                  ...roles.map((value) => ({ value, label: t(`role.${value}`) })),
                ]}
                onChange={(value) => assign(name, value === "none" ? null : value)}
              />
            ),
          },
        ]}
      />
      <div className="loyalty-controls loyalty-choices">
        <Select
          aria-label={t("take.dateFormat")}
          prefix={<span className="filter-label">{t("take.dateFormat")}</span>}
          value={mapping.dateFormat}
          popupMatchSelectWidth={false}
          options={formats.map((value) => ({ value, label: t(`dateFormat.${value}`) }))}
          onChange={(dateFormat) => put({ dateFormat })}
        />
        {columns.unit === undefined && units.length > 1 ? (
          <TreeSelect
            aria-label={t("take.unit")}
            className="loyalty-unit"
            allowClear
            placeholder={t("take.unit")}
            treeData={unitTree(units, format.words)}
            showSearch={{ treeNodeFilterProp: "title" }}
            value={mapping.unit ?? null}
            onChange={(unit: number | null | undefined) => {
              const { unit: _, ...rest } = mapping;
              setMapping(unit == null ? rest : { ...rest, unit });
              trial.reset();
            }}
          />
        ) : null}
        <Checkbox checked={mapping.addCustomers} onChange={({ target }) => put({ addCustomers: target.checked })}>
          {t("take.addCustomers")}
        </Checkbox>
      </div>
      {lacks ? <p className="worse">{t("take.lacks")}</p> : null}
      {trial.isError ? <ProblemNotice problem={problemOf(trial.error)} /> : null}
      {take.isError ? <ProblemNotice problem={problemOf(take.error)} /> : null}
      {trial.isSuccess ? <TrialResult trial={trial.data} adds={mapping.addCustomers} /> : null}
      <div className="loyalty-controls">
        <Button
          type={trial.isSuccess ? "default" : "primary"}
          disabled={lacks}
          loading={trial.isPending}
          onClick={() => trial.mutate(input)}
        >
          {t("take.try")}
        </Button>
        {trial.isSuccess ? (
          <Button type="primary" disabled={trial.data.accepted === 0} loading={take.isPending} onClick={() => take.mutate(input)}>
            {t("take.take", { count: trial.data.accepted })}
          </Button>
        ) : null}
        <Button onClick={onClose}>{t("list.close")}</Button>
        <span className="caption">{trial.isSuccess ? t("take.takeAbout") : t("take.tryAbout")}</span>
      </div>
    </Card>
  );
}

function TrialResult({ trial, adds }: { readonly trial: PurchaseTrial; readonly adds: boolean }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const { rows, accepted, known, returns, rejected, unknownCustomers, preview } = trial;
  return (
    <div className="loyalty-trial">
      <p className="loyalty-verdict" role="status">
        {t("take.result", {
          rows: format.count(rows),
          accepted: format.count(accepted),
          returns: format.count(returns),
          known: format.count(known),
          rejected: format.count(rejected),
        })}
      </p>
      {unknownCustomers > 0 ? <p>{t(adds ? "take.willAdd" : "take.unknown", { count: unknownCustomers })}</p> : null}
      {preview.length === 0 ? null : (
        <Table
          caption={t("take.preview")}
          rows={preview}
          rowKey={({ row }) => row}
          columns={[
            { key: "row", title: t("take.row"), cell: ({ row }) => row },
            { key: "kind", title: t("role.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
            { key: "day", title: t("role.day"), cell: ({ day }) => <span className="nowrap">{format.day(day)}</span> },
            { key: "amount", title: t("role.amount"), figure: true, cell: ({ amount }) => amount ?? "—" },
            { key: "unit", title: t("role.unit"), cell: ({ unit }) => (unit === null ? "—" : format.words(unit)) },
            { key: "order", title: t("role.order"), cell: ({ order }) => order ?? "—" },
          ]}
        />
      )}
      <Rejects rejects={trial.rejects} />
    </div>
  );
}

/** Refused rows by their line, in words. */
function Rejects({ rejects }: { readonly rejects: PurchaseTrial["rejects"] }) {
  const { t } = useTranslation("loyalty");
  const { locale } = useFormat();
  if (rejects.length === 0) return null;
  return (
    <Table
      caption={t("take.rejects")}
      rows={rejects}
      rowKey={({ row, code }) => `${row} ${code}`}
      pageSize={10}
      more={(count) => t("more", { count })}
      columns={[
        { key: "row", title: t("take.row"), cell: ({ row }) => row },
        { key: "column", title: t("take.column"), cell: ({ column }) => column ?? "—" },
        { key: "value", title: t("take.value"), cell: ({ value }) => value ?? "—" },
        { key: "why", title: t("take.why"), cell: ({ message }) => message[locale] },
      ]}
    />
  );
}
