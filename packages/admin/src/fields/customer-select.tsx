import { api } from "@manyi/contracts";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import { useFormat } from "../format/index.js";

type Props = { readonly id?: string; readonly value?: string | null; readonly onChange?: (id: string | null) => void };

/** Somebody in the register, found by the whole number, phone, e-mail or name. */
export function CustomerSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation("fields");
  const format = useFormat();
  const [text, setText] = useState("");
  const isEnough = text.trim().length >= 3;
  const found = useReading(api.contacts.customers, { query: { text } }, { enabled: isEnough });
  return (
    <Select<string | null>
      {...(id === undefined ? {} : { id })}
      allowClear
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setText }}
      notFoundContent={isEnough ? t("lookupNone") : t("lookupMore")}
      options={(isEnough ? (found.data?.items ?? []) : []).map((one) => ({
        value: one.id,
        label: [one.name, one.reach ?? "", format.words(one.segment)].filter((part) => part !== "").join(" · "),
      }))}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  );
}
