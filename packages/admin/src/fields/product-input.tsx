import { AutoComplete } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProductNames } from "./product-names.js";

type Props = {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (product: string) => void;
  readonly label?: string;
};

/** A product by its name; names used within the year are offered, so that one product keeps one name. */
export function ProductInput({ id, value, onChange, label }: Props) {
  const { t } = useTranslation("fields");
  const [isOpened, setOpened] = useState(false);
  const names = useProductNames(isOpened);
  return (
    <AutoComplete
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { "aria-label": label })}
      allowClear
      placeholder={t("productExample")}
      value={value ?? ""}
      options={names.map((name) => ({ value: name }))}
      showSearch={{ filterOption: (typed, option) => (option?.value ?? "").toLowerCase().includes(typed.toLowerCase()) }}
      onFocus={() => setOpened(true)}
      onChange={(text: string) => onChange?.(text.slice(0, 120))}
    />
  );
}
