import type { api, Out } from "@manyi/contracts";
import { type AttributeFault, attributeLevels } from "@manyi/core/measures";
import { Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { type Draft, parentsFor, topDown, withAttribute, without } from "./edits.js";

type Found = Out<typeof api.attributes.list>["items"];

/** The tree as lines: names, what each stands under, its weight among its siblings, its tier, who asks it. */
export function AttributeTable(props: {
  readonly items: readonly Draft[];
  /** the code of each once it is saved, by the one it has now */
  readonly codes: ReadonlyMap<string, string>;
  readonly found: Found;
  readonly faults: readonly { readonly code: string; readonly fault: AttributeFault | "UNNAMED" }[];
  readonly may: boolean;
  readonly onChange: (items: Draft[]) => void;
}) {
  const { items, codes, found, faults, may, onChange } = props;
  const { t } = useTranslation(["attributes", "kano"]);
  const format = useFormat();
  const levels = attributeLevels(items);
  const known = new Map(found.map((one) => [one.code, one]));
  const codeOf = (code: string) => codes.get(code) ?? code;
  const nameOf = (code: string | null) => format.words(items.find((one) => one.code === code)?.name) || codeOf(code ?? "");
  const set = (code: string, change: Partial<Draft>) => onChange(withAttribute(items, code, change));
  return (
    <Table
      caption={t("tree")}
      rows={topDown(items)}
      rowKey={({ code }) => code}
      pageSize={300}
      columns={[
        {
          key: "name",
          title: t("name"),
          cell: ({ code, name }) => (
            <div className="attributes-name" style={{ paddingInlineStart: 16 * ((levels.get(code) ?? 1) - 1) }}>
              {may ? (
                (["zh-CN", "en"] as const).map((locale) => (
                  <Input
                    key={locale}
                    size="small"
                    maxLength={80}
                    lang={locale}
                    aria-label={t(`names.${locale}`, { code: codeOf(code) })}
                    status={name[locale].trim() === "" ? "error" : ""}
                    value={name[locale]}
                    onChange={({ target }) => set(code, { name: { ...name, [locale]: target.value } })}
                  />
                ))
              ) : (
                <span>{format.words(name)}</span>
              )}
              <span className="caption">{codeOf(code)}</span>
              {faults
                .filter((one) => one.code === code)
                .map(({ fault }) => (
                  <span key={fault} className="caption worse">
                    {t(`fault.${fault}`)}
                  </span>
                ))}
            </div>
          ),
        },
        {
          key: "parent",
          title: t("parent"),
          cell: ({ code, parentCode }) =>
            may ? (
              <Select
                size="small"
                className="attributes-parent"
                allowClear
                aria-label={t("parentOf", { name: nameOf(code) })}
                placeholder={t("top")}
                popupMatchSelectWidth={false}
                value={parentCode}
                options={parentsFor(items, code).map((one) => ({ value: one.code, label: format.words(one.name) }))}
                onChange={(value: string | null | undefined) => set(code, { parentCode: value ?? null })}
              />
            ) : parentCode === null ? (
              <span className="caption">{t("top")}</span>
            ) : (
              nameOf(parentCode)
            ),
        },
        {
          key: "weight",
          title: t("weight"),
          figure: true,
          cell: ({ code, weight }) =>
            may ? (
              <InputNumber
                size="small"
                className="attributes-weight"
                min={0.0001}
                max={100}
                step={1}
                suffix="%"
                aria-label={t("weightOf", { name: nameOf(code) })}
                placeholder="—"
                value={weight === null ? null : Number((100 * weight).toFixed(4))}
                onChange={(percent) => set(code, { weight: percent === null ? null : percent / 100 })}
              />
            ) : weight === null ? (
              "—"
            ) : (
              format.figure("percent", 100 * weight)
            ),
        },
        {
          key: "tier",
          title: t("tier"),
          cell: ({ code }) => {
            const tier = known.get(code)?.tier ?? null;
            return (
              <PageLink to="/understand/kano">
                {tier === null ? t("tierByAnswers") : t("tierByHand", { tier: t(`kano:tier.${tier}`) })}
              </PageLink>
            );
          },
        },
        { key: "surveys", title: t("surveys"), figure: true, cell: ({ code }) => format.count(known.get(code)?.surveys ?? 0) },
        {
          key: "step",
          title: t("step"),
          cell: ({ code }) =>
            may && (known.get(code)?.surveys ?? 0) === 0 ? (
              <button
                type="button"
                className="link-button"
                aria-label={t("removeOne", { name: nameOf(code) })}
                onClick={() => onChange(without(items, code))}
              >
                {t("remove")}
              </button>
            ) : null,
        },
      ]}
    />
  );
}
