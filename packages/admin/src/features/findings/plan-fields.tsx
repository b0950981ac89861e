import { api } from "@manyi/contracts";
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";

/** Owner, day and note: the plan of a finding, whether it begins or is changed. */
export function PlanFields() {
  const { t } = useTranslation("findings");
  const owners = useReading(api.findings.owners, {}).data?.items ?? [];
  return (
    <>
      <Form.Item name="ownerId" label={t("field.owner")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("field.later")}
          options={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="dueOn" label={t("field.due")}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="note" label={t("field.note")}>
        <Input.TextArea rows={3} maxLength={2000} placeholder={t("field.noteExample")} />
      </Form.Item>
    </>
  );
}
