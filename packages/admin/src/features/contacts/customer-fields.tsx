import { api } from "@manyi/contracts";
import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";

export type CustomerValues = { customerId?: string | null; name?: string; phone?: string; email?: string };

/** What the fields hold, as the server takes it: what was left empty is left out. */
export function customerOf({ customerId, name, phone, email }: CustomerValues) {
  const person = { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  return { ...(customerId ? { customerId } : {}), person };
}

/** Somebody in the register, found by the whole number or name; or what the caller tells. */
export function CustomerFields() {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const [text, setText] = useState("");
  const found = useReading(api.contacts.customers, { query: { text } }, { enabled: text.trim().length >= 3 });
  return (
    <fieldset className="contact-person">
      <legend>{t("customer")}</legend>
      <Form.Item name="customerId" label={t("lookup")} extra={t("lookupAbout")}>
        <Select
          allowClear
          showSearch={{ filterOption: false, onSearch: setText }}
          notFoundContent={text.trim().length < 3 ? t("lookupMore") : t("lookupNone")}
          options={(text.trim().length < 3 ? [] : (found.data?.items ?? [])).map((one) => ({
            value: one.id,
            label: [one.name, one.reach ?? "", format.words(one.segment)].filter((part) => part !== "").join(" · "),
          }))}
        />
      </Form.Item>
      <div className="contact-two">
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
