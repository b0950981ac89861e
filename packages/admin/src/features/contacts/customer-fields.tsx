import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { CustomerSelect } from "../../fields/customer-select.js";

export type CustomerValues = { customerId?: string | null; name?: string; phone?: string; email?: string };

/** What the fields hold, as the server takes it: what was left empty is left out. */
export function customerOf({ customerId, name, phone, email }: CustomerValues) {
  const person = { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  return { ...(customerId ? { customerId } : {}), person };
}

/** Somebody in the register, found by the whole number or name; or what the caller tells. */
export function CustomerFields() {
  const { t } = useTranslation("contacts");
  return (
    <fieldset className="contact-person">
      <legend>{t("customer")}</legend>
      <Form.Item name="customerId" label={t("lookup")} extra={t("lookupAbout")}>
        <CustomerSelect />
      </Form.Item>
      <div className="form-two">
        <Form.Item name="name" label={t("name")}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t("phone")}>
          <Input maxLength={40} inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="email" label={t("email")} rules={[{ type: "email", message: t("emailWrong") }]}>
        <Input maxLength={200} inputMode="email" autoComplete="off" />
      </Form.Item>
    </fieldset>
  );
}
