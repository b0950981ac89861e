import { api } from "@manyi/contracts";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import { useFormat } from "../format/index.js";
import { ProductInput } from "./product-input.js";

/** What it is about: `touchpointId` and `product` of the form around them, both optional. */
export type About = { touchpointId?: number | null; product?: string | null };

export function AboutFields() {
  const { t } = useTranslation("fields");
  const format = useFormat();
  const touchpoints = useReading(api.org.vocabulary, {}).data?.touchpoints ?? [];
  return (
    <>
      <Form.Item name="touchpointId" label={t("touchpoint")}>
        <Select allowClear placeholder={t("any")} options={touchpoints.map(({ id, name }) => ({ value: id, label: format.words(name) }))} />
      </Form.Item>
      <Form.Item name="product" label={t("product")}>
        <ProductInput />
      </Form.Item>
    </>
  );
}

/** The same as the server takes it: what was left open is left out. */
export function aboutOf({ touchpointId, product }: About): { touchpointId?: number; product?: string } {
  const named = product?.trim() ?? "";
  return {
    ...(touchpointId === undefined || touchpointId === null ? {} : { touchpointId }),
    ...(named === "" ? {} : { product: named }),
  };
}
