import { PlusOutlined } from "@ant-design/icons";
import { api, type In } from "@manyi/contracts";
import { HANDLED_SOURCES, ROUTING_CONDITIONS } from "@manyi/core/feedback";
import { Button, Drawer, Form, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { signals } from "./search.js";

type Routing = In<typeof api.feedback.saveRouting>["body"];
type When = Routing["rules"][number]["when"];

/** Who takes what arrives: rules in their order, then the manager of the unit, else nobody. */
export function RoutingDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("feedback");
  const routing = useReading(api.feedback.routing, {});
  return (
    <Drawer title={t("routing.title")} size={640} open onClose={onClose}>
      <Loaded query={routing} lines={5}>
        {({ byUnit, rules }) => (
          <RoutingForm start={{ byUnit, rules: rules.map(({ when, value, ownerId }) => ({ when, value, ownerId })) }} onDone={onClose} />
        )}
      </Loaded>
    </Drawer>
  );
}

function RoutingForm({ start, onDone }: { readonly start: Routing; readonly onDone: () => void }) {
  const { t } = useTranslation("feedback");
  const save = useChange(api.feedback.saveRouting, "feedback");
  const [form] = Form.useForm<Routing>();
  const owners = useReading(api.cases.owners, { query: {} }).data?.items ?? [];
  const rules = Form.useWatch("rules", form) ?? start.rules;
  const keep = ({ byUnit, rules: kept = [] }: Routing) =>
    save.mutate(
      { body: { byUnit, rules: kept.map(({ when, value, ownerId }) => ({ when, value: value ?? "", ownerId })) } },
      { onSuccess: onDone },
    );
  const needed = [{ required: true, message: t("needed") }];
  return (
    <Form<Routing> form={form} layout="vertical" requiredMark={false} initialValues={start} onFinish={keep}>
      <p className="quiet">{t("routing.about")}</p>
      <Form.List name="rules">
        {(fields, { add, remove, move }) => (
          <>
            <ol className="routing-rules">
              {fields.map(({ key, name }) => (
                <li key={key}>
                  <Form.Item name={[name, "when"]} label={t("routing.when")} rules={needed}>
                    <Select
                      options={ROUTING_CONDITIONS.map((value) => ({ value, label: t(`routing.${value}`) }))}
                      onChange={() => form.setFieldValue(["rules", name, "value"], undefined)}
                    />
                  </Form.Item>
                  {rules[name]?.when === "noUnit" || rules[name]?.when === undefined ? null : (
                    <Form.Item name={[name, "value"]} label={t("routing.is")} rules={needed}>
                      <Values when={rules[name].when} />
                    </Form.Item>
                  )}
                  <Form.Item name={[name, "ownerId"]} label={t("routing.to")} rules={needed}>
                    <Select
                      showSearch={{ optionFilterProp: "label" }}
                      options={owners.map(({ id, name: label }) => ({ value: id, label }))}
                    />
                  </Form.Item>
                  <span className="routing-do">
                    <Button
                      type="text"
                      disabled={name === 0}
                      aria-label={t("routing.upOf", { number: name + 1 })}
                      onClick={() => move(name, name - 1)}
                    >
                      {t("routing.up")}
                    </Button>
                    <Button type="text" aria-label={t("routing.removeOf", { number: name + 1 })} onClick={() => remove(name)}>
                      {t("routing.remove")}
                    </Button>
                  </span>
                </li>
              ))}
            </ol>
            <Button icon={<PlusOutlined />} onClick={() => add({ when: "source" })}>
              {t("routing.add")}
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item
        className="routing-unit"
        name="byUnit"
        label={t("routing.byUnit")}
        valuePropName="checked"
        extra={t("routing.byUnitAbout")}
      >
        <Switch />
      </Form.Item>
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
      <div className="inbox-buttons">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("routing.save")}
        </Button>
        <Button onClick={onDone}>{t("cancel")}</Button>
      </div>
    </Form>
  );
}

/** The sources, topics or signals a rule can ask for. */
function Values({ when, ...field }: { readonly when: When; readonly value?: string; readonly onChange?: (value: string) => void }) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const topics = useReading(api.org.vocabulary, {}).data?.topics ?? [];
  const options =
    when === "source"
      ? HANDLED_SOURCES.map((value) => ({ value: value as string, label: t(`source.${value}`) }))
      : when === "signal"
        ? signals.map((value) => ({ value: value as string, label: t(`signal.${value}`) }))
        : topics.map(({ id, name }) => ({ value: String(id), label: format.words(name) }));
  return <Select showSearch={{ optionFilterProp: "label" }} options={options} {...field} />;
}
