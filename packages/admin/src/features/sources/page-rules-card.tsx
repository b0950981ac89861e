import { api } from "@manyi/contracts";
import { Button, Form, Input, Popconfirm, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

type Fields = { pattern: string; attribute: string };

/** Which pages stand for which attribute, by their path. */
export function PageRulesCard() {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const may = useMay()("imports:run");
  const [form] = Form.useForm<Fields>();
  const rules = useReading(api.expectationSources.rules, {});
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const set = useChange(api.expectationSources.setRule, "expectation-sources");
  const items = rules.data?.items ?? [];
  if (rules.data === undefined || (items.length === 0 && !may)) return null;
  return (
    <Card title={t("rules.title")} caption={t("rules.caption")} foot={<span>{t("rules.foot")}</span>}>
      {items.length === 0 ? null : (
        <Table
          caption={t("rules.title")}
          rows={items}
          rowKey={({ pattern }) => pattern}
          more={(hidden) => t("more", { count: hidden })}
          columns={[
            { key: "pattern", title: t("rules.pattern"), cell: ({ pattern }) => <span className="hint-label">{pattern}</span> },
            { key: "attribute", title: t("hint.attribute"), cell: ({ attribute }) => format.words(attribute.name) },
            {
              key: "do",
              title: t("door.do"),
              cell: ({ pattern }) =>
                may ? (
                  <Popconfirm
                    icon={null}
                    title={t("entries.removeTitle", { name: pattern })}
                    okText={t("entries.remove")}
                    cancelText={t("cancel")}
                    onConfirm={() => set.mutate({ body: { pattern, attribute: null } })}
                  >
                    <button type="button" className="link-button worse" aria-label={t("entries.removeOne", { name: pattern })}>
                      {t("entries.remove")}
                    </button>
                  </Popconfirm>
                ) : null,
            },
          ]}
        />
      )}
      {may ? (
        <Form<Fields>
          form={form}
          layout="inline"
          requiredMark={false}
          className="rule-form"
          onFinish={({ pattern, attribute }) => set.mutate({ body: { pattern, attribute } }, { onSuccess: () => form.resetFields() })}
        >
          <Form.Item
            name="pattern"
            rules={[{ required: true, pattern: /^\/[^\s*?#]*\*?$/, message: t("rules.wrong") }]}
            className="rule-pattern"
          >
            <Input aria-label={t("rules.pattern")} placeholder="/menu/*" maxLength={200} />
          </Form.Item>
          <Form.Item name="attribute" rules={[{ required: true, message: t("needed") }]}>
            <Select
              className="hint-map"
              aria-label={t("hint.attribute")}
              placeholder={t("unmapped.choose")}
              showSearch={{ optionFilterProp: "label" }}
              popupMatchSelectWidth={false}
              options={(vocabulary?.attributes ?? []).map(({ code, name }) => ({ value: code, label: format.words(name) }))}
            />
          </Form.Item>
          <Button htmlType="submit" loading={set.isPending}>
            {t("rules.add")}
          </Button>
        </Form>
      ) : null}
      {set.isError ? <ProblemNotice problem={problemOf(set.error)} /> : null}
    </Card>
  );
}
