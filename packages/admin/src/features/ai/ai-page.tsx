import { api, type Out } from "@manyi/contracts";
import { Button, Form, Input, InputNumber, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import "./ai.css";

type Settings = Out<typeof api.ai.settings>;
type Fields = Omit<Settings, "hasKey" | "used"> & { key?: string };

/** The one door to a language model outside: off by default, limited, logged. */
export function AiPage() {
  const { t } = useTranslation("ai");
  const settings = useReading(api.ai.settings, {});
  return (
    <>
      <PageHeader title={t("title")} about={t(settings.data?.isOn === true ? "on" : "off")} />
      <div className="ai-page">
        <Card title={t("uses.title")}>
          <ul className="ai-uses">
            {(["summary", "names", "masked", "fenced", "nothing"] as const).map((name) => (
              <li key={name}>{t(`uses.${name}`)}</li>
            ))}
          </ul>
        </Card>
        <Card title={t("model")} caption={settings.data === undefined ? undefined : <Used of={settings.data} />}>
          <Loaded query={settings} lines={8}>
            {(now) => <SettingsForm key={`${now.url} ${now.model} ${now.isOn}`} now={now} />}
          </Loaded>
        </Card>
        <CallsCard />
      </div>
    </>
  );
}

function Used({ of: { used, monthTokens, monthCost } }: { readonly of: Settings }) {
  const { t } = useTranslation("ai");
  const format = useFormat();
  return (
    <>
      {t("used", { calls: format.count(used.calls), tokens: format.count(used.tokens), most: format.count(monthTokens) })}
      {monthCost > 0 ? ` · ${t("usedCost", { cost: used.cost.toFixed(2), most: monthCost.toFixed(2) })}` : ""}
    </>
  );
}

function SettingsForm({ now }: { readonly now: Settings }) {
  const { t } = useTranslation("ai");
  const save = useChange(api.ai.configure, "ai");
  const test = useChange(api.ai.test, "ai");
  const { hasKey, used: _, ...known } = now;
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={known}
      onFinish={({ key, ...rest }) => save.mutate({ body: { ...rest, ...(key ? { key } : {}) } })}
    >
      <Form.Item name="isOn" label={t("field.isOn")} extra={t("field.isOnAbout")} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="url" label={t("field.url")} extra={t("field.urlAbout")}>
        <Input maxLength={300} autoComplete="off" placeholder="http://localhost:11434/v1" />
      </Form.Item>
      <Form.Item name="model" label={t("field.model")}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="key" label={t("field.key")} extra={t(hasKey ? "field.keyKept" : "field.keyAbout")}>
        <Input type="password" maxLength={500} autoComplete="new-password" />
      </Form.Item>
      <div className="ai-limits">
        <Form.Item name="monthTokens" label={t("field.monthTokens")} extra={t("field.monthTokensAbout")}>
          <InputNumber min={0} max={1_000_000_000} step={10_000} />
        </Form.Item>
        <Form.Item name="monthCost" label={t("field.monthCost")} extra={t("field.monthCostAbout")}>
          <InputNumber min={0} max={1_000_000} />
        </Form.Item>
        <Form.Item name="priceIn" label={t("field.priceIn")}>
          <InputNumber min={0} max={100_000} />
        </Form.Item>
        <Form.Item name="priceOut" label={t("field.priceOut")}>
          <InputNumber min={0} max={100_000} />
        </Form.Item>
      </div>
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
      {save.isSuccess ? (
        <p role="status" className="better">
          {t("saved")}
        </p>
      ) : null}
      <span className="ai-tools">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("save")}
        </Button>
        <Button disabled={!now.isOn} loading={test.isPending} onClick={() => test.mutate({})}>
          {t("test")}
        </Button>
      </span>
      {test.isError ? <ProblemNotice problem={problemOf(test.error)} /> : null}
      {test.data === undefined ? null : (
        <p role="status" className={test.data.outcome === "done" ? "better" : "worse"}>
          {t(`outcome.${test.data.outcome}`)} · {test.data.ms} ms
        </p>
      )}
    </Form>
  );
}

function CallsCard() {
  const { t } = useTranslation("ai");
  const format = useFormat();
  const calls = useReading(api.ai.calls, { query: { limit: 50 } });
  return (
    <Card title={t("calls.title")} caption={t("calls.caption")}>
      <Loaded query={calls} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("calls.none")} />
          ) : (
            <Table
              caption={t("calls.title")}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: "at", title: t("calls.at"), cell: ({ at }) => format.moment(at) },
                { key: "by", title: t("calls.by"), cell: ({ by }) => by ?? "—" },
                { key: "purpose", title: t("calls.purpose"), cell: ({ purpose }) => t(`purpose.${purpose}`) },
                { key: "outcome", title: t("calls.outcome"), cell: ({ outcome }) => t(`outcome.${outcome}`) },
                {
                  key: "tokens",
                  title: t("calls.tokens"),
                  figure: true,
                  cell: ({ tokensIn, tokensOut }) => `${format.count(tokensIn)} + ${format.count(tokensOut)}`,
                },
                { key: "cost", title: t("calls.cost"), figure: true, cell: ({ cost }) => cost.toFixed(4) },
                { key: "ms", title: t("calls.ms"), figure: true, cell: ({ ms }) => format.count(ms) },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
