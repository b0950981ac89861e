import { api, type Out } from "@manyi/contracts";
import { Button, Form, Input, Modal, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

type Theme = Out<typeof api.interviews.themes>["items"][number];

/** The code book: every theme in use, what it stands for, and how to give it another name or join two. */
export function ThemesCard() {
  const { t } = useTranslation("interviews");
  const format = useFormat();
  const may = useMay()("fieldwork:write");
  const themes = useReading(api.interviews.themes, {}).data?.items ?? [];
  const [open, setOpen] = useState<Theme | null>(null);
  if (themes.length === 0) return null;
  return (
    <Card title={t("book.title")} caption={t("book.caption")}>
      <Table
        caption={t("book.title")}
        rows={themes}
        rowKey={({ code }) => code}
        pageSize={15}
        more={(count) => t("list.more", { count })}
        columns={[
          {
            key: "code",
            title: t("report.theme"),
            cell: (theme) =>
              may ? (
                <button type="button" className="link-button" onClick={() => setOpen(theme)}>
                  {theme.code}
                </button>
              ) : (
                theme.code
              ),
          },
          { key: "topic", title: t("book.topic"), cell: ({ topic }) => (topic === null ? "—" : format.words(topic.name)) },
          {
            key: "quotes",
            title: t("list.quotes"),
            figure: true,
            cell: ({ quotes }) => format.count(quotes),
            sort: ({ quotes }) => quotes,
          },
          { key: "interviews", title: t("title"), figure: true, cell: ({ interviews }) => format.count(interviews) },
          { key: "coders", title: t("book.coders"), figure: true, cell: ({ coders }) => format.count(coders) },
        ]}
      />
      <Modal title={t("book.change")} open={open !== null} onCancel={() => setOpen(null)} footer={null} destroyOnHidden>
        {open === null ? null : <ThemeForm key={open.code} theme={open} others={themes} onDone={() => setOpen(null)} />}
      </Modal>
    </Card>
  );
}

type Fields = { name: string; topic?: number | null };

function ThemeForm({ theme, others, onDone }: { readonly theme: Theme; readonly others: readonly Theme[]; readonly onDone: () => void }) {
  const { t } = useTranslation("interviews");
  const format = useFormat();
  const topics = useReading(api.org.vocabulary, {}).data?.topics ?? [];
  const change = useChange(api.interviews.changeTheme, "interviews", "voices");
  const [form] = Form.useForm<Fields>();
  const name = (Form.useWatch<string | undefined>("name", form) ?? theme.code).trim();
  const joined = name === theme.code ? undefined : others.find(({ code }) => code === name);
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: theme.code, topic: theme.topic?.id ?? null }}
      onFinish={(fields) =>
        change.mutate(
          { body: { code: theme.code, name: fields.name.trim(), topic: fields.topic ?? joined?.topic?.id ?? null } },
          { onSuccess: onDone },
        )
      }
    >
      <Form.Item
        name="name"
        label={t("book.name")}
        extra={joined === undefined ? t("book.nameAbout") : t("book.joins", { name, count: theme.quotes })}
        rules={[{ required: true, whitespace: true, message: t("plan.needed") }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="topic" label={t("book.topic")} extra={t("book.topicAbout")}>
        <TreeSelect
          allowClear
          showSearch={{ treeNodeFilterProp: "title" }}
          placeholder={t("book.none")}
          treeDataSimpleMode={{ id: "code", pId: "parent" }}
          treeData={topics.map(({ id, code, parentCode, name: words }) => ({
            code,
            parent: parentCode,
            value: id,
            title: format.words(words),
          }))}
        />
      </Form.Item>
      {change.isError ? <ProblemNotice problem={problemOf(change.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {joined === undefined ? t("book.save") : t("book.join")}
      </Button>
    </Form>
  );
}
