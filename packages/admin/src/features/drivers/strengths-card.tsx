import { api, type Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { BaseMark } from "../../figures/base-mark.js";
import { useOriginFacts } from "../../figures/origin.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { narrowedBy } from "../voices/index.js";
import type { Asked } from "./data.js";

type Found = Out<typeof api.expectation.competitors>;
type Row = Found["rows"][number];

const verdicts = ["strength", "weakness", "unclear", "unknown"] as const;
const tones = { strength: "tag tag-better", weakness: "tag tag-worse", unclear: "tag", unknown: "caption" } as const;

/** Where we are better and where worse than one competitor, among people who know both; what cannot be told says why. */
export function StrengthsCard({ search, query }: Asked) {
  const { t } = useTranslation("drivers");
  const { outcome: _, drivers: __, ...filters } = query;
  const found = useReading(api.expectation.competitors, { query: filters });
  return (
    <Loaded query={found} lines={6} title={t("rivals.title")}>
      {(data) => <Strengths found={data} search={search} />}
    </Loaded>
  );
}

function Strengths({ found, search }: { readonly found: Found; readonly search: Asked["search"] }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const facts = useOriginFacts();
  const download = useDownload(found.statement, search);
  const [picked, setPicked] = useState<string | null>(null);
  const names = [...new Set(found.rows.map(({ competitor }) => competitor))];
  const name = names.find((one) => one === picked) ?? fullest(found.rows, names);
  const title = t("rivals.title");
  if (name === undefined) {
    return (
      <ChartCard title={title} caption={t("rivals.caption")} table={null}>
        <EmptyState
          title={t("map.rivalNone")}
          about={t("rivals.noneAbout")}
          step={
            <PageLink to="/listen/sources" className="button">
              {t("map.addBenchmarks")}
            </PageLink>
          }
        />
      </ChartCard>
    );
  }
  const rows = found.rows
    .filter(({ competitor }) => competitor === name)
    .toSorted(
      (a, b) =>
        verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
        Math.abs(b.difference?.value ?? 0) - Math.abs(a.difference?.value ?? 0),
    );
  const counts = verdicts
    .map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => t(`rivals.counts.${verdict}`, { count }));
  const notes = [t(found.rule === "each-at-0.05" ? "rivals.each" : "rivals.corrected", { count: found.compared }), t("rivals.foot")];
  const whyOf = ({ unknown, unit }: Row) => (unknown === null ? "" : t(`rivals.why.${unknown}`, { unit }));
  return (
    <ChartCard
      title={title}
      caption={t("rivals.caption")}
      tools={
        <Select
          size="small"
          aria-label={t("rivals.competitor")}
          popupMatchSelectWidth={false}
          value={name}
          options={names.map((value) => ({ value, label: value }))}
          onChange={(value: string) => setPicked(value)}
        />
      }
      table={null}
      foot={<span>{notes.join(t("semicolon"))}</span>}
      download={download(
        `${title} ${name}`,
        {
          columns: [
            t("rivals.attribute"),
            t("rivals.verdict"),
            t("rivals.ours"),
            "n",
            t("rivals.theirs"),
            t("rivals.theirBase"),
            t("rivals.difference"),
            t("rivals.low"),
            t("rivals.high"),
            t("rivals.origin"),
          ],
          rows: rows.map((row) => [
            format.words(row.label),
            [t(`rivals.verdicts.${row.verdict}`), whyOf(row)].filter((part) => part !== "").join(" – "),
            row.own.value,
            row.own.n,
            row.value,
            row.base,
            row.difference?.value ?? null,
            row.difference?.interval?.low ?? null,
            row.difference?.interval?.high ?? null,
            facts(row),
          ]),
        },
        notes,
      )}
    >
      <p className="strong">{counts.join(t("comma"))}</p>
      <Table
        caption={`${title} ${name}`}
        rows={rows}
        rowKey={({ attribute, source, region, unit }) => `${attribute} ${source} ${region} ${unit}`}
        columns={[
          {
            key: "attribute",
            title: t("rivals.attribute"),
            cell: ({ attribute, label }) => (
              <Link to="/listen/voices" search={{ ...voicesOf(search), ...narrowedBy(`p:${attribute}`) }}>
                {format.words(label)}
              </Link>
            ),
          },
          {
            key: "verdict",
            title: t("rivals.verdict"),
            cell: (row) => (
              <>
                <span className={tones[row.verdict]}>{t(`rivals.verdicts.${row.verdict}`)}</span>
                {row.unknown === null ? null : <small className="rivals-why">{whyOf(row)}</small>}
              </>
            ),
          },
          {
            key: "difference",
            title: t("rivals.difference"),
            figure: true,
            cell: ({ difference }) => (
              <>
                {format.difference("mean", difference?.value ?? null)}
                {difference === null || difference.interval === null ? null : (
                  <small className="rivals-why">{format.differenceInterval("mean", difference.interval)}</small>
                )}
              </>
            ),
            sort: ({ difference }) => difference?.value ?? null,
          },
          {
            key: "ours",
            title: t("rivals.ours"),
            figure: true,
            cell: ({ own }) => (
              <>
                <Value figure={own} />
                <small className="rivals-why">
                  <BaseMark figure={own} />
                </small>
              </>
            ),
          },
          {
            key: "theirs",
            title: t("rivals.theirs"),
            figure: true,
            cell: ({ value, base }) => (
              <>
                {format.figure("mean", value)}
                <small className="rivals-why">{base === null ? t("rivals.noBase") : `n ${format.count(base)}`}</small>
              </>
            ),
          },
          { key: "origin", title: t("rivals.origin"), cell: (row) => <small className="rivals-origin">{facts(row)}</small> },
        ]}
      />
    </ChartCard>
  );
}

/** The competitor most is known of. */
function fullest(rows: readonly Row[], names: readonly string[]): string | undefined {
  const known = (name: string) => rows.filter(({ competitor, unknown }) => competitor === name && unknown === null).length;
  return names.toSorted((a, b) => known(b) - known(a))[0];
}

/** The filters of the page, as the voices know them. */
function voicesOf({ period, from, to, unit, touchpoint, segment, survey, channel }: Asked["search"]) {
  return { period, from, to, unit, touchpoint, segment, survey, channel };
}
