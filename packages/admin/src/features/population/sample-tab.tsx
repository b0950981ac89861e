import type { api, Out } from "@manyi/contracts";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Numbers } from "../../download/index.js";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { type Format, useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { MarginForm } from "./margin-form.js";
import "../../figures/rowchart.css";

type Sample = Out<typeof api.population.sample>;
type Stratum = Sample["strata"][number];
type Level = Stratum["levels"][number];

/** Each dimension with known numbers: population and sample side by side, the unheard first. */
export function SampleTab(props: {
  readonly sample: UseQueryResult<Sample>;
  readonly filters: FilterSearch;
  readonly onWeigh: () => void;
}) {
  const { t } = useTranslation("population");
  const may = useMay();
  const { sample, filters, onWeigh } = props;
  const [isEditing, setIsEditing] = useState(false);
  const mayWrite = may("weights:write");
  const edit = mayWrite ? <Button onClick={() => setIsEditing(true)}>{t("margin.edit")}</Button> : null;
  return (
    <Loaded query={sample} lines={10}>
      {(found) => (
        <div className="population-cards">
          <Unheard found={found} />
          {found.strata.length === 0 ? (
            <Card title={t("sample.title")}>
              <EmptyState
                title={found.isNarrowed ? t("sample.narrowed") : t("sample.none")}
                about={found.isNarrowed ? t("sample.narrowedAbout") : t("sample.noneAbout")}
                step={found.isNarrowed ? undefined : edit}
              />
            </Card>
          ) : (
            <>
              <div className="population-strata">
                {found.strata.map((stratum) => (
                  <StratumCard key={stratum.dimension} stratum={stratum} found={found} filters={filters} />
                ))}
              </div>
              {mayWrite ? (
                <p className="population-steps">
                  {edit}
                  <Button type="primary" onClick={onWeigh}>
                    {t("sample.weigh")}
                  </Button>
                </p>
              ) : null}
            </>
          )}
          {isEditing ? <MarginForm onClose={() => setIsEditing(false)} /> : null}
        </div>
      )}
    </Loaded>
  );
}

/** The first line of the page: who has not been heard at all, and who too little. */
function Unheard({ found: { strata } }: { readonly found: Sample }) {
  const { t } = useTranslation("population");
  const format = useFormat();
  const all = strata.flatMap(({ levels }) => levels);
  if (all.length === 0) return null;
  const named = (state: Level["state"]) => all.filter((level) => level.state === state).map(({ label }) => format.words(label));
  const [unheard, under] = [named("unheard"), named("under")];
  const sentences = [
    unheard.length === 0 ? "" : t("sample.unheard", { names: unheard.join(t("comma")) }),
    under.length === 0 ? "" : t("sample.under", { names: under.join(t("comma")) }),
  ].filter((sentence) => sentence !== "");
  return (
    <p className={`population-verdict ${unheard.length > 0 ? "worse" : ""}`} role="status">
      {sentences.length === 0 ? t("sample.fair") : sentences.join(" ")}
    </p>
  );
}

function StratumCard({ stratum, found, filters }: { readonly stratum: Stratum; readonly found: Sample; readonly filters: FilterSearch }) {
  const { t } = useTranslation("population");
  const format = useFormat();
  const download = useDownload(found.statement, filters);
  const { dimension, levels, n, people, unrecorded, source, version, asOf } = stratum;
  const most = Math.max(...levels.flatMap(({ share, populationShare, interval }) => [share, populationShare, interval?.high ?? 0]));
  const facts = [
    t("sample.base", { n: format.count(n), people: format.count(people) }),
    unrecorded === 0 ? "" : t("sample.unrecorded", { n: format.count(unrecorded) }),
    t("sample.source", { source, version, day: format.day(asOf) }),
  ].filter((fact) => fact !== "");
  const title = t(`dimension.${dimension}`);
  const narrowing = dimension === "locale" ? null : dimension;
  return (
    <ChartCard
      title={title}
      caption={t("sample.caption")}
      legend={
        <span className="caption legend">
          <i className="population-key population-key-people" aria-hidden="true" /> {t("sample.population")}{" "}
          <i className="population-key population-key-sample" aria-hidden="true" /> {t("sample.sample")}
        </span>
      }
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={null}
      download={download(title, numbersOf(stratum, t, format), facts)}
    >
      <ul className="population-levels">
        {levels.map((level) => (
          <li key={level.level}>
            <span className="population-name">
              {narrowing === null ? (
                format.words(level.label)
              ) : (
                <Link to="/listen/voices" search={{ ...filters, [narrowing]: narrowing === "channel" ? level.level : Number(level.level) }}>
                  {format.words(level.label)}
                </Link>
              )}
              {level.state === "fair" ? null : (
                <span className={`tag ${level.state === "over" ? "" : "tag-worse"}`}>{t(`sample.state.${level.state}`)}</span>
              )}
            </span>
            <span className="population-pair" aria-hidden="true">
              <i className="population-bar population-key-people" style={{ width: `${(100 * level.populationShare) / most}%` }} />
              <i className="population-bar population-key-sample" style={{ width: `${(100 * level.share) / most}%` }} />
              {level.interval === null ? null : (
                <i
                  className="whisker"
                  style={{
                    left: `${(100 * level.interval.low) / most}%`,
                    width: `${(100 * (level.interval.high - level.interval.low)) / most}%`,
                  }}
                />
              )}
            </span>
            <span className="population-figures">
              <span>
                <span className="visually-hidden">{t("sample.population")} </span>
                {format.figure("percent", 100 * level.populationShare)}
              </span>
              <span>
                <span className="visually-hidden">{t("sample.sample")} </span>
                <b>{format.figure("percent", 100 * level.share)}</b>
              </span>
              <span className="quiet">n {format.count(level.n)}</span>
            </span>
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}

function numbersOf({ levels }: Stratum, t: (key: string) => string, format: Format): Numbers {
  return {
    columns: [
      t("column.level"),
      t("column.people"),
      t("sample.population"),
      "n",
      t("sample.sample"),
      t("column.low"),
      t("column.high"),
      t("column.state"),
    ],
    rows: levels.map((level) => [
      format.words(level.label),
      level.people,
      level.populationShare,
      level.n,
      level.share,
      level.interval?.low ?? null,
      level.interval?.high ?? null,
      t(`sample.state.${level.state}`),
    ]),
  };
}
