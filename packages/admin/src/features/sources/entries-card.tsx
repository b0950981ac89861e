import { api, EXPECTATION_KINDS } from "@manyi/contracts";
import { Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useOriginFacts } from "../../figures/origin.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

type Kind = (typeof EXPECTATION_KINDS)[number];

/** Every entry with where it comes from. */
export function EntriesCard() {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const may = useMay();
  const facts = useOriginFacts();
  const [kind, setKind] = useState<Kind | undefined>();
  const list = useReading(api.expectationSources.list, { query: { kind, limit: 100 } });
  const remove = useChange(api.expectationSources.remove, "expectation-sources");
  if (kind === undefined && list.data?.items.length === 0) return null;
  return (
    <Card
      title={t("entries.title")}
      link={
        <Select
          size="small"
          aria-label={t("entries.kind")}
          allowClear
          placeholder={t("entries.any")}
          popupMatchSelectWidth={false}
          value={kind ?? null}
          options={EXPECTATION_KINDS.map((value) => ({ value, label: t(`hintKind.${value}`) }))}
          onChange={(value) => setKind(value ?? undefined)}
        />
      }
    >
      <Loaded query={list} lines={5}>
        {({ items }) => (
          <Table
            caption={t("entries.title")}
            rows={items}
            rowKey={({ id }) => id}
            pageSize={15}
            more={(hidden) => t("more", { count: hidden })}
            columns={[
              { key: "label", title: t("entries.label"), cell: ({ label }) => label },
              { key: "kind", title: t("entries.kind"), cell: (row) => t(`hintKind.${row.kind}`) },
              {
                key: "value",
                title: t("entries.value"),
                figure: true,
                cell: ({ value, unit }) =>
                  `${Number.isInteger(value) ? format.count(value) : value} ${t(`unitOf.${unit}`, { defaultValue: unit })}`.trim(),
              },
              {
                key: "attribute",
                title: t("hint.attribute"),
                cell: ({ attribute, mappedBy }) =>
                  attribute === null
                    ? "—"
                    : `${format.words(attribute.name)}${mappedBy === "hand" ? t("entries.byHand") : mappedBy === "rule" ? t("entries.byRule") : ""}`,
              },
              {
                key: "source",
                title: t("entries.source"),
                cell: (row) => <span className="caption">{facts(row)}</span>,
              },
              { key: "segment", title: t("entries.segment"), cell: ({ segment }) => (segment === null ? "—" : format.words(segment)) },
              {
                key: "do",
                title: t("door.do"),
                cell: ({ id, label }) =>
                  may("imports:run") ? (
                    <Popconfirm
                      icon={null}
                      title={t("entries.removeTitle", { name: label })}
                      okText={t("entries.remove")}
                      cancelText={t("cancel")}
                      onConfirm={() => remove.mutate({ params: { id } })}
                    >
                      <button type="button" className="link-button worse" aria-label={t("entries.removeOne", { name: label })}>
                        {t("entries.remove")}
                      </button>
                    </Popconfirm>
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
      {remove.isError ? <ProblemNotice problem={problemOf(remove.error)} /> : null}
    </Card>
  );
}
