import { api, EXPECTATION_KINDS } from "@manyi/contracts";
import { Button, Drawer, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { HintForm } from "./hint-form.js";

type Kind = (typeof EXPECTATION_KINDS)[number];

/** What hints at expectations where nobody asked: always with its source, never inside a ratio. */
export function ExpectationTab() {
  const { t } = useTranslation("sources");
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const summary = useReading(api.expectationSources.summary, { query: {} });
  const add = may("imports:run") ? (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("hint.add")}
    </Button>
  ) : undefined;
  return (
    <div className="source-stack">
      <Card title={t("hint.title")} caption={t("hint.caption")} link={add} foot={<span>{t("hint.foot")}</span>}>
        <Loaded query={summary} lines={8}>
          {(data) =>
            data.attributes.length === 0 && data.searches === 0 ? (
              <EmptyState title={t("hint.none")} about={t("hint.noneAbout")} step={add} />
            ) : (
              <Attributes summary={data} />
            )
          }
        </Loaded>
      </Card>
      {summary.data === undefined || summary.data.unmapped.length === 0 ? null : <Unmapped summary={summary.data} />}
      <Entries />
      <Drawer title={t("hint.add")} size={720} open={adding} onClose={() => setAdding(false)} destroyOnHidden>
        {adding ? <HintForm onDone={() => setAdding(false)} /> : null}
      </Drawer>
    </div>
  );
}

type Summary = NonNullable<ReturnType<typeof useReading<typeof api.expectationSources.summary>>["data"]>;

function Attributes({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  return (
    <Table
      caption={t("hint.title")}
      rows={summary.attributes}
      rowKey={({ code }) => code}
      columns={[
        { key: "name", title: t("hint.attribute"), cell: ({ name }) => format.words(name) },
        {
          key: "searches",
          title: t("hint.searches"),
          figure: true,
          cell: ({ searches }) => (searches === 0 ? "—" : format.count(searches)),
          sort: ({ searches }) => searches,
        },
        {
          key: "dwell",
          title: t("hint.dwell"),
          figure: true,
          cell: ({ dwellSeconds }) => (dwellSeconds === 0 ? "—" : format.duration(Math.round(dwellSeconds / 60), true)),
          sort: ({ dwellSeconds }) => dwellSeconds,
        },
        {
          key: "words",
          title: t("hint.words"),
          cell: ({ words }) =>
            words
              .slice(0, 3)
              .map(({ label, volume }) => `${label} ${format.count(volume)}`)
              .join(" · ") || "—",
        },
        {
          key: "others",
          title: t("hint.others"),
          cell: ({ benchmarks, series }) => (
            <>
              {benchmarks.map((one) => (
                <p key={`${one.competitor} ${one.on} ${one.source}`}>
                  {one.competitor} {one.value}{" "}
                  <span className="caption">{[one.unit, one.source, one.method, format.day(one.on)].join(" · ")}</span>
                </p>
              ))}
              {series.slice(0, 3).map((one) => (
                <p key={`${one.label} ${one.on} ${one.source}`}>
                  {one.label} {one.value}{" "}
                  <span className="caption">
                    {[one.unit, one.source, one.licence ?? "", format.day(one.on)].filter((part) => part !== "").join(" · ")}
                  </span>
                </p>
              ))}
              {benchmarks.length + series.length === 0 ? "—" : null}
            </>
          ),
        },
      ]}
    />
  );
}

/** Words that no attribute stands for yet, the most searched first. */
function Unmapped({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const may = useMay();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const map = useChange(api.expectationSources.map, "expectation-sources");
  const share = summary.unmappedShare ?? 0;
  return (
    <Card title={t("unmapped.title")} caption={t("unmapped.caption", { share: format.figure("percent", 100 * share) })}>
      <Table
        caption={t("unmapped.title")}
        rows={summary.unmapped}
        rowKey={({ label }) => label}
        pageSize={10}
        more={(hidden) => t("more", { count: hidden })}
        columns={[
          { key: "label", title: t("unmapped.word"), cell: ({ label }) => label },
          { key: "volume", title: t("hint.searches"), figure: true, cell: ({ volume }) => format.count(volume) },
          { key: "share", title: t("unmapped.share"), figure: true, cell: (row) => format.figure("percent", 100 * row.share) },
          {
            key: "map",
            title: t("unmapped.means"),
            cell: ({ label }) =>
              may("imports:run") ? (
                <Select
                  className="hint-map"
                  aria-label={t("unmapped.meansOf", { word: label })}
                  placeholder={t("unmapped.choose")}
                  showSearch={{ optionFilterProp: "label" }}
                  popupMatchSelectWidth={false}
                  options={(vocabulary?.attributes ?? []).map(({ code, name }) => ({ value: code, label: format.words(name) }))}
                  onChange={(attribute: string) => map.mutate({ body: { kind: "search", label, attribute } })}
                />
              ) : (
                "—"
              ),
          },
        ]}
      />
    </Card>
  );
}

/** Every entry with where it comes from. */
function Entries() {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const may = useMay();
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
                  attribute === null ? "—" : `${format.words(attribute.name)}${mappedBy === "hand" ? t("entries.byHand") : ""}`,
              },
              {
                key: "source",
                title: t("entries.source"),
                cell: ({ source, licence, method }) => [source, licence ?? "", method ?? ""].filter((part) => part !== "").join(" · "),
              },
              {
                key: "when",
                title: t("entries.when"),
                figure: true,
                cell: ({ from, to }) => (from === to ? format.day(from) : format.range({ from, to })),
              },
              {
                key: "do",
                title: t("door.do"),
                cell: ({ id }) =>
                  may("imports:run") ? (
                    <button type="button" className="link-button worse" onClick={() => remove.mutate({ params: { id } })}>
                      {t("entries.remove")}
                    </button>
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
