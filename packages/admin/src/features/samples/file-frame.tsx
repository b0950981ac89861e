import { api, type Out, type SampleColumns, type SampleDetail, type SampleFilePlan } from "@manyi/contracts";
import { useMutation } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, sendFile } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { FileDrop } from "../../ui/file-drop.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { Common } from "./new-page.js";

const FIELDS = ["externalId", "name", "phone", "email", "unit", "segment", "stratum"] as const;
type Read = Out<typeof api.samples.readFile>;
type Chosen = { readonly file: File; readonly read: Read; readonly columns: SampleColumns };

/** A list of people as a file: looked into first, then every column gets its meaning. Nothing is kept before the frame is made. */
export function FileFrame({ common, onMade }: { readonly common: Common; readonly onMade: (sample: SampleDetail) => Promise<void> }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [asOf, setAsOf] = useState(format.today);
  const read = useMutation({
    mutationFn: (file: File) => sendFile(api.samples.readFile, {}, file),
    onSuccess: (found, file) => setChosen({ file, read: found, columns: found.guess }),
  });
  const make = useMutation({
    mutationFn: ({ file, columns }: Chosen) =>
      sendFile(api.samples.fromFile, {}, file, { plan: JSON.stringify({ ...common, asOf, columns } satisfies SampleFilePlan) }),
    onSuccess: onMade,
  });
  const take = (file: File) => {
    setChosen(null);
    make.reset();
    read.mutate(file);
  };
  return (
    <>
      <FileDrop
        label={t("file.label")}
        title={chosen === null ? t("file.title") : t("file.read", { name: chosen.read.fileName, rows: format.count(chosen.read.rows) })}
        about={t("file.about")}
        choose={t(chosen === null ? "file.choose" : "file.another")}
        accept=".csv,.tsv,.txt,.xlsx"
        isBusy={read.isPending}
        onFile={take}
      />
      {read.isError ? <ProblemNotice problem={problemOf(read.error)} /> : null}
      {chosen === null ? null : (
        <>
          <p className="caption">{t("file.columns")}</p>
          <div className="sample-fields">
            {FIELDS.map((field) => (
              <ColumnField key={field} field={field} chosen={chosen} onChange={(columns) => setChosen({ ...chosen, columns })} />
            ))}
            <div className="sample-field">
              <span>{t("file.asOf")}</span>
              <input
                type="date"
                aria-label={t("file.asOf")}
                max={format.today}
                value={asOf}
                onChange={({ target }) => setAsOf(target.value)}
              />
            </div>
          </div>
          {make.isError ? <ProblemNotice problem={problemOf(make.error)} /> : null}
          <div className="sample-row">
            <Button type="primary" loading={make.isPending} disabled={asOf === ""} onClick={() => make.mutate(chosen)}>
              {t("new.make")}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** Which column holds this, and a few of its cells. */
function ColumnField(props: {
  readonly field: (typeof FIELDS)[number];
  readonly chosen: Chosen;
  readonly onChange: (columns: SampleColumns) => void;
}) {
  const { t } = useTranslation("samples");
  const { field, chosen, onChange } = props;
  const { columns, read } = chosen;
  const at = columns[field];
  return (
    <div className="sample-field">
      <span>{t(`file.field.${field}`)}</span>
      <Select<number | null>
        aria-label={t(`file.field.${field}`)}
        allowClear
        placeholder={t("file.none")}
        value={at}
        popupMatchSelectWidth={false}
        options={read.columns.map(({ name }, value) => ({ value, label: name }))}
        onChange={(value) => onChange({ ...columns, [field]: value ?? null })}
      />
      <span className="caption sample-cells">{at === null ? "" : (read.columns[at]?.samples.join(t("comma")) ?? "")}</span>
    </div>
  );
}
