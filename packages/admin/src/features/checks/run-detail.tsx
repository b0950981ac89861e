import { api, type Out } from "@manyi/contracts";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Score } from "./runs-card.js";
import { wordOf } from "./scoring.js";

type Run = Out<typeof api.checks.read>;

/** One check: every item with what was found, the objection, and what can be done about it. */
export function RunDetail({ id }: { readonly id: string }) {
  const run = useReading(api.checks.read, { params: { id } });
  return (
    <Loaded query={run} lines={8}>
      {(data) => <Found run={data} />}
    </Loaded>
  );
}

function Found({ run }: { readonly run: Run }) {
  const { t } = useTranslation("checks");
  const format = useFormat();
  const may = useMay();
  const results = new Map(run.results.map((result) => [result.item, result]));
  return (
    <article className="check-found">
      <p>
        {format.words(run.unit.name)} · {format.words(run.checklist.title)} v{run.checklist.version} · {t(`kind.${run.kind}`)} ·{" "}
        {format.moment(run.doneAt)}
      </p>
      <p className="check-score">
        <b>
          <Score run={run} />
        </b>{" "}
        <span className="caption">
          {t("run.soFar", { n: run.itemsN })}
          {run.failedCritical && run.uncapped !== null ? ` · ${t("runs.uncapped", { score: format.figure("index", run.uncapped) })}` : ""}
        </span>
      </p>
      {run.definition.sections.map((section) => (
        <section key={section.key}>
          <h3>{format.words(section.title) || t("run.section")}</h3>
          <dl className="check-results">
            {section.items.map((item) => {
              const result = results.get(item.key);
              const value = result?.value ?? null;
              return (
                <div key={item.key}>
                  <dt>
                    {format.words(item.text)} {item.critical ? <span className="tag">{t("critical")}</span> : null}
                  </dt>
                  <dd>
                    {value === null ? t("value.na") : item.scale === "five" ? value : t(`value.${item.scale}.${wordOf(value)}`)}
                    {result?.note === undefined ? null : <p className="caption">{result.note}</p>}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
      {run.remark === null ? null : <p>{run.remark}</p>}
      {run.appealed === null ? null : (
        <section>
          <h3>{t(`appeal.${run.appeal}`)}</h3>
          <p>
            {run.appealed.by} · {format.moment(run.appealed.at)}：{run.appealed.reason}
          </p>
          {run.appealed.decision === null ? null : (
            <p>
              {run.appealed.decidedBy} · {format.moment(run.appealed.decidedAt)}：{run.appealed.decision}
            </p>
          )}
        </section>
      )}
      {run.appeal === "none" ? <AppealForm id={run.id} /> : null}
      {run.appeal === "open" && may("fieldwork:write") ? <DecisionForm id={run.id} /> : null}
    </article>
  );
}

function AppealForm({ id }: { readonly id: string }) {
  const { t } = useTranslation("checks");
  const appeal = useChange(api.checks.appeal, "checks");
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={({ reason }: { reason: string }) => appeal.mutate({ params: { id }, body: { reason } })}
    >
      <Form.Item
        name="reason"
        label={t("appeal.reason")}
        extra={t("appeal.about")}
        rules={[{ required: true, min: 3, whitespace: true, message: t("appeal.needed") }]}
      >
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      {appeal.isError ? <ProblemNotice problem={problemOf(appeal.error)} /> : null}
      <Button htmlType="submit" loading={appeal.isPending}>
        {t("appeal.do")}
      </Button>
    </Form>
  );
}

function DecisionForm({ id }: { readonly id: string }) {
  const { t } = useTranslation("checks");
  const [form] = Form.useForm<{ reason: string }>();
  const decide = useChange(api.checks.decide, "checks", "voices", "figures");
  const send = async (decision: "upheld" | "rejected") => {
    const { reason } = await form.validateFields();
    decide.mutate({ params: { id }, body: { decision, reason } });
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false}>
      <Form.Item name="reason" label={t("appeal.why")} rules={[{ required: true, min: 3, whitespace: true, message: t("appeal.needed") }]}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      {decide.isError ? <ProblemNotice problem={problemOf(decide.error)} /> : null}
      <p className="check-buttons">
        <Button loading={decide.isPending} onClick={() => void send("upheld").catch(() => undefined)}>
          {t("appeal.uphold")}
        </Button>
        <Button loading={decide.isPending} onClick={() => void send("rejected").catch(() => undefined)}>
          {t("appeal.reject")}
        </Button>
      </p>
    </Form>
  );
}
