import { api, EXPECTATION_KINDS, type In, type Out } from "@manyi/contracts";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useLocale } from "../../i18n.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

type Kind = (typeof EXPECTATION_KINDS)[number];
type Fields = { kind: Kind; source: string; licence?: string; method?: string; text: string };
type Read = Out<typeof api.expectationSources.readTable>;

/** A table of words, pages, series or benchmarks, with where it comes from. */
export function HintForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation("sources");
  const locale = useLocale();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch<Kind | undefined>("kind", form) ?? "search";
  const read = useChange(api.expectationSources.readTable);
  const add = useChange(api.expectationSources.add, "expectation-sources", "findings");
  const [table, setTable] = useState<Read | null>(null);
  const look = async () => {
    const fields = await form.validateFields().catch(() => null);
    if (fields !== null) read.mutate({ body: { kind: fields.kind, text: fields.text } }, { onSuccess: setTable });
  };
  // a value set from here is no change the form reports: what was read of the text before goes with it
  const take = (text: string) => {
    form.setFieldValue("text", text.slice(0, 1_500_000));
    setTable(null);
  };
  const store = async () => {
    const fields = await form.validateFields().catch(() => null);
    if (fields === null || table === null) return;
    const { licence, method, source } = fields;
    const body: In<typeof api.expectationSources.add>["body"] = {
      kind: fields.kind,
      source,
      ...(licence ? { licence } : {}),
      ...(method ? { method } : {}),
      entries: table.entries,
    };
    add.mutate({ body }, { onSuccess: ({ retests }) => (retests === 0 ? onDone() : undefined) });
  };
  if (add.data !== undefined && add.data.retests > 0)
    return (
      <>
        <p>{t("hint.retests", { count: add.data.retests })}</p>
        <div className="door-buttons">
          <PageLink to="/act/findings" className="button button-primary">
            {t("hint.toFindings")}
          </PageLink>
          <Button onClick={onDone}>{t("keys.done")}</Button>
        </div>
      </>
    );
  const needed = { required: true, whitespace: true, message: t("needed") };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: "search" }}
      onValuesChange={() => setTable(null)}
    >
      <Form.Item name="kind" label={t("entries.kind")}>
        <Select options={EXPECTATION_KINDS.map((value) => ({ value, label: t(`hintKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="source" label={t("hint.source")} extra={t("hint.sourceAbout")} rules={[needed]}>
        <Input maxLength={300} />
      </Form.Item>
      <div className="door-grid">
        <Form.Item name="licence" label={t("hint.licence")}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item
          name="method"
          label={t("hint.method")}
          rules={kind === "competitor" ? [{ ...needed, message: t("hint.methodNeeded") }] : []}
        >
          <Input maxLength={500} />
        </Form.Item>
      </div>
      <Form.Item name="text" label={t("hint.table")} extra={t("hint.tableAbout")} rules={[needed]}>
        <Input.TextArea rows={8} placeholder={t(`hint.example.${kind === "competitor" || kind === "dwell" ? kind : "search"}`)} />
      </Form.Item>
      <p>
        <label className="button">
          {t("hint.file")}
          <input
            className="visually-hidden"
            type="file"
            accept=".csv,text/csv"
            onChange={({ target }) => {
              const file = target.files?.[0];
              target.value = "";
              if (file !== undefined) void file.text().then(take);
            }}
          />
        </label>
      </p>
      {read.isError ? <ProblemNotice problem={problemOf(read.error)} /> : null}
      {add.isError ? <ProblemNotice problem={problemOf(add.error)} /> : null}
      {table === null ? null : (
        <>
          <p className="strong">{t("hint.read", { count: table.entries.length })}</p>
          {table.faults.map((fault) => (
            <p key={fault.path} className="worse">
              {fault[locale]}
            </p>
          ))}
          <Table
            caption={t("hint.table")}
            rows={table.entries.slice(0, 10)}
            rowKey={({ label, from }) => `${label} ${from}`}
            columns={[
              { key: "label", title: t("entries.label"), cell: ({ label }) => label },
              { key: "value", title: t("entries.value"), figure: true, cell: ({ value }) => value },
              { key: "from", title: t("entries.when"), figure: true, cell: ({ from }) => from },
              ...(kind === "competitor"
                ? [
                    { key: "base", title: t("hint.base"), figure: true, cell: ({ base }: Read["entries"][number]) => base ?? "—" },
                    {
                      key: "interval",
                      title: t("hint.interval"),
                      figure: true,
                      cell: ({ low, high }: Read["entries"][number]) => (low === undefined ? "—" : `${low}–${high}`),
                    },
                    {
                      key: "known",
                      title: t("hint.known"),
                      cell: ({ knowsBoth, newlyOffered }: Read["entries"][number]) =>
                        [knowsBoth ? t("hint.knowsBoth") : "", newlyOffered ? t("hint.newlyOffered") : ""]
                          .filter((word) => word !== "")
                          .join(" · "),
                    },
                  ]
                : []),
            ]}
          />
        </>
      )}
      <div className="door-buttons">
        <Button type={table === null ? "primary" : "default"} loading={read.isPending} onClick={() => void look()}>
          {t("hint.look")}
        </Button>
        {table !== null && table.entries.length > 0 ? (
          <Button type="primary" loading={add.isPending} onClick={() => void store()}>
            {t("hint.store")}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}
