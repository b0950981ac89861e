import { api, type Out } from "@manyi/contracts";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { OriginNotes, originMark, useOriginFacts } from "../../figures/origin.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { EntriesCard } from "./entries-card.js";
import { HintForm } from "./hint-form.js";
import { PageRulesCard } from "./page-rules-card.js";
import { ReferenceCard } from "./reference-card.js";
import { SitesCard } from "./sites-card.js";
import { UnmappedCard } from "./unmapped-card.js";

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
            data.attributes.length === 0 && data.searches + data.dwellSeconds === 0 ? (
              <EmptyState title={t("hint.none")} about={t("hint.noneAbout")} step={add} />
            ) : (
              <>
                <Attributes summary={data} />
                <OriginNotes origins={data.origins} />
              </>
            )
          }
        </Loaded>
      </Card>
      {summary.data === undefined ? null : <UnmappedCard kind="search" summary={summary.data} />}
      {summary.data === undefined ? null : <UnmappedCard kind="dwell" summary={summary.data} />}
      {may("imports:run") ? <SitesCard /> : null}
      <PageRulesCard />
      <ReferenceCard />
      <EntriesCard />
      <Drawer title={t("hint.add")} size={720} open={adding} onClose={() => setAdding(false)} destroyOnHidden>
        {adding ? <HintForm onDone={() => setAdding(false)} /> : null}
      </Drawer>
    </div>
  );
}

type Summary = Out<typeof api.expectationSources.summary>;

function Attributes({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const facts = useOriginFacts();
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
          cell: ({ searches, searchOrigins }) => (searches === 0 ? "—" : `${format.count(searches)} ${originMark(searchOrigins)}`),
          sort: ({ searches }) => searches,
        },
        {
          key: "dwell",
          title: t("hint.dwell"),
          figure: true,
          cell: ({ dwellSeconds, dwellOrigins }) =>
            dwellSeconds === 0 ? "—" : `${format.duration(Math.max(1, Math.round(dwellSeconds / 60)), true)} ${originMark(dwellOrigins)}`,
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
                <p key={`${one.competitor} ${facts(one)}`}>
                  {one.competitor} {one.value}{" "}
                  <span className="caption">
                    {[
                      one.unit,
                      one.base === null ? "" : `n ${format.count(one.base)}`,
                      one.knowsBoth ? t("hint.knowsBoth") : "",
                      one.newlyOffered ? t("hint.newlyOffered") : "",
                      facts(one),
                    ]
                      .filter((part) => part !== "")
                      .join(" · ")}
                  </span>
                </p>
              ))}
              {series.slice(0, 3).map((one) => (
                <p key={`${one.label} ${facts(one)}`}>
                  {one.label} {one.value} <span className="caption">{[one.unit, facts(one)].join(" · ")}</span>
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
