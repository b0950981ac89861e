import { api } from "@manyi/contracts";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import type { Locale } from "../../i18n.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Fields = { zh?: string; en?: string; timeZone: string; defaultLocale: Locale; kThreshold?: number | null };

/** Name, time zone, the customers' language, and how many answers a figure of an anonymous survey needs. */
export function OrganisationForm() {
  const { t } = useTranslation("platform");
  const { organisation } = useSession();
  const save = useChange(api.org.setUp, "session", "vocabulary", "figures");
  return (
    <Card title={t("organisation.settings")}>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{
          zh: organisation.name["zh-CN"],
          en: organisation.name.en,
          timeZone: organisation.timeZone,
          defaultLocale: organisation.defaultLocale,
          kThreshold: organisation.kThreshold,
        }}
        onFinish={({ zh, en, kThreshold, ...rest }) =>
          save.mutate({
            body: {
              ...rest,
              name: { ...(zh ? { "zh-CN": zh } : {}), ...(en ? { en } : {}) },
              ...(typeof kThreshold === "number" ? { kThreshold } : {}),
            },
          })
        }
      >
        <Form.Item name="zh" label={t("organisation.zh")}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="en" label={t("organisation.en")}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="timeZone" label={t("organisation.timeZone")} extra={t("organisation.timeZoneAbout")}>
          <Select showSearch options={Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value.replaceAll("_", " ") }))} />
        </Form.Item>
        <Form.Item name="defaultLocale" label={t("organisation.locale")}>
          <Select options={(["zh-CN", "en"] as const).map((value) => ({ value, label: t(`locale.${value}`) }))} />
        </Form.Item>
        <Form.Item name="kThreshold" label={t("organisation.k")} extra={t("organisation.kAbout")}>
          <InputNumber min={3} max={50} />
        </Form.Item>
        {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
        <div className="platform-buttons">
          <Button htmlType="submit" loading={save.isPending}>
            {t("save")}
          </Button>
          {save.isSuccess ? (
            <span className="better" role="status">
              {t("saved")}
            </span>
          ) : null}
        </div>
      </Form>
    </Card>
  );
}
