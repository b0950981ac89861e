import { api, type InterviewGuide } from "@manyi/contracts";
import { Button, DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { type About, AboutFields, aboutOf } from "../../fields/about-fields.js";
import { UnitField } from "../../fields/unit-field.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Fields = About & {
  guide: number;
  unitId: number;
  who: string;
  customer?: string;
  purpose: string;
  plannedAt: Dayjs;
  locale: "zh-CN" | "en";
};

/** Who is asked, when, where and what for. */
export function PlanForm({ guides, onDone }: { readonly guides: readonly InterviewGuide[]; readonly onDone: () => void }) {
  const { t } = useTranslation(["interviews", "shell"]);
  const format = useFormat();
  const plan = useChange(api.interviews.plan, "interviews", "guides");
  const needed = [{ required: true, message: t("plan.needed") }];
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={{ guide: guides[0]?.id, locale: format.locale, plannedAt: dayjs().add(1, "day").hour(10).minute(0).second(0) }}
      onFinish={({ plannedAt, customer, touchpointId = null, product = null, ...fields }) =>
        plan.mutate(
          {
            body: {
              ...fields,
              ...aboutOf({ touchpointId, product }),
              plannedAt: plannedAt.toISOString(),
              ...(customer?.trim() ? { customer: customer.trim() } : {}),
            },
          },
          { onSuccess: onDone },
        )
      }
    >
      <Form.Item name="guide" label={t("guide.one")} rules={needed}>
        <Select options={guides.map(({ id, title }) => ({ value: id, label: format.words(title) }))} />
      </Form.Item>
      <Form.Item name="who" label={t("plan.who")} rules={[...needed, { whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="customer" label={t("plan.customer")}>
        <Input maxLength={80} />
      </Form.Item>
      <UnitField label={t("list.unit")} needed={t("plan.needed")} />
      <AboutFields />
      <Form.Item name="plannedAt" label={t("list.when")} rules={needed}>
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
      </Form.Item>
      <Form.Item name="purpose" label={t("list.purpose")} rules={[...needed, { whitespace: true }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="locale" label={t("plan.language")}>
        <Select options={(["zh-CN", "en"] as const).map((value) => ({ value, label: t(`shell:languages.${value}.full`) }))} />
      </Form.Item>
      {plan.isError ? <ProblemNotice problem={problemOf(plan.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={plan.isPending}>
        {t("plan.do")}
      </Button>
    </Form>
  );
}
