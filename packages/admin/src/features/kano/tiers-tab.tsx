import type { api, Out } from "@manyi/contracts";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { filterSearch, queryOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { StartFinding } from "../findings/index.js";
import { BetterWorse, coefficientColumns, coefficientsOf } from "./better-worse.js";
import type { KanoSearch } from "./search.js";
import { SetTier } from "./set-tier.js";

type Kano = Out<typeof api.analysis.kano>;
export type Row = Kano["rows"][number];

/** Tiers with what says so, the category table of the pairs, and the map of Better against Worse. */
export function TiersTab({ found, search }: { readonly found: UseQueryResult<Kano>; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  return (
    <Loaded query={found} lines={10}>
      {(data) =>
        data.rows.length === 0 ? (
          <Card title={t("tiers.title")}>
            <EmptyState
              title={t("empty.title")}
              about={t("empty.about")}
              step={
                <PageLink to="/listen/surveys" className="button button-primary">
                  {t("empty.step")}
                </PageLink>
              }
            />
          </Card>
        ) : (
          <div className="kano-cards">
            <Tiers data={data} search={search} />
            {data.rows.some(({ kano }) => kano !== null) ? (
              <>
                <Categories data={data} search={search} />
                <BetterWorse data={data} search={search} />
              </>
            ) : null}
          </div>
        )
      }
    </Loaded>
  );
}

/** Fewer pairs than these are shown and give no tier. */
const FEWEST = 30;
const order = { basic: 0, expected: 1, delight: 2 } as const;

function Tiers({ data, search }: { readonly data: Kano; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const rows = data.rows.toSorted((a, b) => (a.tier === null ? 3 : order[a.tier]) - (b.tier === null ? 3 : order[b.tier]));
  const download = useDownload(data.statement, search);
  return (
    <ChartCard
      title={t("tiers.title")}
      caption={t("tiers.caption")}
      foot={<span>{t("tiers.foot")}</span>}
      table={null}
      download={download(
        t("tiers.title"),
        {
          columns: [
            t("attribute"),
            t("tier.title"),
            t("source.title"),
            t("evidence.kano"),
            `${t("evidence.kano")} n`,
            t("evidence.ratings"),
            `${t("evidence.ratings")} n`,
          ],
          rows: rows.map(({ label, tier, source, kano, ratings }) => [
            format.words(label),
            tier === null ? null : t(`tier.${tier}`),
            t(source === "manual" ? "source.byHand" : `source.${source ?? "none"}`),
            kano === null ? null : t(`category.${kano.category}`),
            kano?.n ?? null,
            ratings?.asymmetry ?? null,
            ratings?.n ?? null,
          ]),
        },
        [t("tiers.foot")],
      )}
    >
      <Table
        caption={t("tiers.title")}
        rows={rows}
        rowKey={({ attribute }) => attribute}
        columns={[
          {
            key: "name",
            title: t("attribute"),
            cell: ({ attribute, label, ratings }) =>
              ratings === null ? (
                format.words(label)
              ) : (
                <Link to="/listen/voices" search={{ ...filterSearch(search), metric: `p:${attribute}` }}>
                  {format.words(label)}
                </Link>
              ),
          },
          {
            key: "tier",
            title: t("tier.title"),
            cell: ({ tier, kano, source }) => (
              <span className={`tag ${tier === "basic" ? "tag-worse" : tier === "delight" ? "tag-better" : ""}`}>
                {tier !== null
                  ? t(`tier.${tier}`)
                  : source === "kano" && kano !== null && kano.n >= FEWEST
                    ? t(`category.${kano.category}`)
                    : t("tier.none")}
              </span>
            ),
          },
          {
            key: "source",
            title: t("source.title"),
            cell: ({ source, manual }) =>
              manual === null ? (
                <span className="caption">{t(`source.${source ?? "none"}`)}</span>
              ) : (
                <span className="caption" title={manual.reason}>
                  {t("source.manual", { by: manual.by ?? "—", at: format.moment(manual.at) })}
                </span>
              ),
          },
          {
            key: "kano",
            title: t("evidence.kano"),
            cell: ({ kano }) =>
              kano === null ? (
                <span className="caption">{t("evidence.notAsked")}</span>
              ) : (
                <span className="kano-evidence">
                  {t(`category.${kano.category}`)} <span className="caption">n {format.count(kano.n)}</span>
                  {kano.n < FEWEST ? (
                    <span className="caption"> · {t("evidence.few")}</span>
                  ) : kano.isDistinct ? null : (
                    <span className="caption"> · {t("evidence.close")}</span>
                  )}
                </span>
              ),
          },
          {
            key: "ratings",
            title: t("evidence.ratings"),
            figure: true,
            cell: ({ ratings }) =>
              ratings === null ? (
                "—"
              ) : (
                <>
                  {format.difference("correlation", ratings.asymmetry)}{" "}
                  <span className="caption">
                    {ratings.tier === null ? t("evidence.few") : t(`tier.${ratings.tier}`)} · n {format.count(ratings.n)}
                  </span>
                </>
              ),
            sort: ({ ratings }) => ratings?.asymmetry ?? null,
          },
          {
            key: "step",
            title: t("step"),
            cell: (row) => (
              <span className="kano-steps">
                <SetTier row={row} />
                <StartFinding
                  kind="kano"
                  attribute={row.attribute}
                  title={t("finding", { name: format.words(row.label), tier: row.tier === null ? t("tier.none") : t(`tier.${row.tier}`) })}
                  question={{ filters: queryOf(search, format.today), outcome: "csat", method: "relativeWeights", drivers: [] }}
                >
                  {t("start")}
                </StartFinding>
              </span>
            ),
          },
        ]}
      />
    </ChartCard>
  );
}

/** A coefficient with its interval, or why there is none. */
function Coefficient({ value, interval }: { readonly value: number | null; readonly interval: { low: number; high: number } | null }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  if (value === null) return <span className="caption">{t("categories.nobody")}</span>;
  return (
    <>
      {format.figure("correlation", value)} <span className="caption">{format.interval("correlation", interval)}</span>
    </>
  );
}

const categories = ["M", "O", "A", "I", "R", "Q"] as const;

function Categories({ data, search }: { readonly data: Kano; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const rows = data.rows.flatMap(({ attribute, label, kano }) => (kano === null ? [] : [{ attribute, label, ...kano }]));
  const unclear = rows.filter(({ needsRewording }) => needsRewording);
  const title = t("categories.title");
  return (
    <ChartCard
      title={title}
      caption={t("categories.caption")}
      table={null}
      download={download(title, {
        columns: [t("attribute"), ...categories, "n", t("categories.strength"), t("categories.total"), ...coefficientColumns(t)],
        rows: rows.map((row) => [
          format.words(row.label),
          ...categories.map((one) => row.counts[one]),
          row.n,
          row.categoryStrength,
          row.totalStrength,
          ...coefficientsOf(row),
        ]),
      })}
      foot={
        <span>
          {unclear.length === 0
            ? t("categories.clear")
            : t("categories.reword", { names: unclear.map(({ label }) => format.words(label)).join(t("comma")) })}
        </span>
      }
    >
      <Table
        caption={title}
        rows={rows}
        rowKey={({ attribute }) => attribute}
        columns={[
          { key: "name", title: t("attribute"), cell: ({ label }) => format.words(label) },
          { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
          ...categories.map((one) => ({
            key: one,
            title: one,
            figure: true,
            cell: (row: (typeof rows)[number]) => (
              <span className={row.category === one ? "strong" : undefined} title={t(`category.${one}`)}>
                {format.count(row.counts[one])}
              </span>
            ),
            sort: (row: (typeof rows)[number]) => row.counts[one],
          })),
          {
            key: "strength",
            title: t("categories.strength"),
            figure: true,
            cell: ({ categoryStrength, isDistinct }) => (
              <>
                {format.figure("percent", 100 * categoryStrength)}{" "}
                <span className="caption">{isDistinct ? t("categories.distinct") : t("evidence.close")}</span>
              </>
            ),
            sort: ({ categoryStrength }) => categoryStrength,
          },
          {
            key: "total",
            title: t("categories.total"),
            figure: true,
            cell: ({ totalStrength }) => format.figure("percent", 100 * totalStrength),
            sort: ({ totalStrength }) => totalStrength,
          },
          {
            key: "better",
            title: "Better",
            figure: true,
            cell: ({ better, betterInterval }) => <Coefficient value={better} interval={betterInterval} />,
            sort: ({ better }) => better,
          },
          {
            key: "worse",
            title: "Worse",
            figure: true,
            cell: ({ worse, worseInterval }) => <Coefficient value={worse} interval={worseInterval} />,
            sort: ({ worse }) => worse,
          },
          {
            key: "q",
            title: t("categories.questionable"),
            figure: true,
            cell: ({ questionableShare, needsRewording }) => (
              <span className={needsRewording ? "worse" : undefined}>{format.figure("percent", 100 * questionableShare)}</span>
            ),
            sort: ({ questionableShare }) => questionableShare,
          },
        ]}
      />
    </ChartCard>
  );
}
