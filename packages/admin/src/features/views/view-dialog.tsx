import type { SavedView } from "@manyi/contracts";
import { ROLES, type Role } from "@manyi/core/access";
import { Form, Input, Modal, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

export type ViewFields = { readonly name: string; readonly visibleTo: SavedView["visibleTo"]; readonly role?: Role };

/** Name of a view and who sees it. @param view the one to change; absent: a new one */
export function ViewDialog(props: {
  readonly title: string;
  readonly start: ViewFields;
  readonly open: boolean;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly onSave: (fields: ViewFields) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["views", "shell"]);
  const [form] = Form.useForm<ViewFields>();
  const { title, start, open, isBusy, error, onSave, onClose } = props;
  const visibleTo = Form.useWatch("visibleTo", form);
  return (
    <Modal
      title={title}
      open={open}
      okText={t("views:save")}
      cancelText={t("shell:cancel")}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" initialValues={start} requiredMark={false} preserve={false} onFinish={onSave}>
        <Form.Item
          name="name"
          label={t("views:name")}
          rules={[{ required: true, whitespace: true, max: 60, message: t("views:nameMissing") }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="visibleTo" label={t("views:visibleTo")} extra={t("views:ownScope")}>
          <Radio.Group options={(["me", "role", "everyone"] as const).map((value) => ({ value, label: t(`views:visible.${value}`) }))} />
        </Form.Item>
        {visibleTo === "role" ? (
          <Form.Item name="role" label={t("views:role")} rules={[{ required: true, message: t("views:roleMissing") }]}>
            <Select options={ROLES.map((value) => ({ value, label: t(`shell:role.${value}`) }))} />
          </Form.Item>
        ) : null}
      </Form>
      {error === null ? null : <ProblemNotice problem={problemOf(error)} />}
    </Modal>
  );
}
