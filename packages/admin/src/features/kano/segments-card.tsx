import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { filterSearch, type queryOf } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import type { KanoSearch } from "./search.js";

/** Tier × segment, with what to do in each cell. */
export function SegmentsCard({ query, search }: { readonly query: ReturnType<typeof queryOf>; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const found = useReading(api.analysis.kanoSegments, { query });
  const download = useDownload(found.data?.statement, search);
  const title = t("segments.title");
  const nameOf = (cell: { tier: string | null; category: string | null; source: string | null }) =>
    cell.source === null
      ? t("segments.few")
      : cell.tier !== null
        ? t(`tier.${cell.tier as "basic"}`)
        : cell.category !== null
          ? t(`category.${cell.category as "I"}`)
          : t("tier.none");
  return (
    <ChartCard
      title={title}
      caption={t("segments.caption")}
      table={null}
      download={
        found.data === undefined
          ? null
          : download(title, {
              columns: [t("attribute"), ...found.data.segments.flatMap(({ label }) => [format.words(label), "n"])],
              rows: found.data.rows.map(({ label, cells }) => [format.words(label), ...cells.flatMap((cell) => [nameOf(cell), cell.n])]),
            })
      }
      foot={<span>{t("segments.foot")}</span>}
    >
      <Loaded query={found} lines={8}>
        {({ rows, segments }) =>
          rows.length === 0 ? (
            <EmptyState title={t("segments.none")} about={t("segments.noneAbout")} />
          ) : (
            <Table
              caption={title}
              rows={rows}
              rowKey={({ attribute }) => attribute}
              columns={[
                { key: "name", title: t("attribute"), cell: ({ label }) => format.words(label) },
                ...segments.map((segment, i) => ({
                  key: String(segment.id),
                  title: format.words(segment.label),
                  cell: ({ attribute, cells }: (typeof rows)[number]) => {
                    const cell = cells[i];
                    if (cell === undefined || cell.source === null)
                      return <span className="caption">{t("segments.fewN", { n: cell?.n ?? 0 })}</span>;
                    const strategy = cell.tier ?? cell.category;
                    return (
                      <div className="kano-cell">
                        <span className={`tag ${cell.tier === "basic" ? "tag-worse" : cell.tier === "delight" ? "tag-better" : ""}`}>
                          {nameOf(cell)}
                        </span>{" "}
                        <span className="caption">
                          {t(`source.${cell.source}`)} · n{" "}
                          {cell.source === "ratings" && segment.id !== 0 ? (
                            <Link to="/listen/voices" search={{ ...filterSearch(search), segment: segment.id, metric: `p:${attribute}` }}>
                              {format.count(cell.n)}
                            </Link>
                          ) : (
                            format.count(cell.n)
                          )}
                        </span>
                        <p className="caption">{strategy === null ? "" : t(`strategy.${strategy}`, { defaultValue: "" })}</p>
                      </div>
                    );
                  },
                })),
              ]}
            />
          )
        }
      </Loaded>
    </ChartCard>
  );
}
