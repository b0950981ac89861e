import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";

type Model = Out<typeof api.analysis.model>;

/** Two plainer indices: a weighted tree over the rated attributes, and three items. */
export function TreeCards({ model, search }: { readonly model: Model; readonly search: FilterSearch }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const download = useDownload(model.statement, search);
  const { tree, threeItem } = model;
  const root = tree?.[0];
  const nameOf = (label: { "zh-CN"?: string | undefined; en?: string | undefined } | null) =>
    label === null ? t("tree.whole") : format.words(label);
  return (
    <div className="model-two">
      {tree === null || root === undefined ? null : (
        <ChartCard
          title={t("tree.title")}
          caption={t("tree.caption")}
          table={null}
          download={download(t("tree.title"), {
            columns: [t("tree.name"), t("tree.weight"), t("tree.index"), "n"],
            rows: tree.map(({ label, weight, value, n }) => [nameOf(label), weight, value, n]),
          })}
          foot={<span>{[root.isThin ? t("tree.thin") : "", t("tree.foot")].filter((fact) => fact !== "").join(t("semicolon"))}</span>}
        >
          <Table
            caption={t("tree.title")}
            rows={tree}
            rowKey={({ name, depth }) => `${depth} ${name}`}
            columns={[
              {
                key: "name",
                title: t("tree.name"),
                cell: ({ label, depth }) => (
                  <span className={depth === 0 ? "strong" : undefined} style={{ paddingLeft: 14 * depth }}>
                    {nameOf(label)}
                  </span>
                ),
              },
              {
                key: "weight",
                title: t("tree.weight"),
                figure: true,
                cell: ({ weight, depth }) => (depth === 0 ? "" : format.figure("percent", 100 * weight)),
              },
              {
                key: "index",
                title: t("tree.index"),
                figure: true,
                cell: ({ value, isThin }) => (
                  <>
                    {format.figure("index", value)} {isThin ? <span className="caption">{t("tree.thinShort")}</span> : null}
                  </>
                ),
              },
              { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n) },
            ]}
          />
        </ChartCard>
      )}
      <Card title={t("three.title")} caption={t("three.caption")} foot={<span>{t("three.foot")}</span>}>
        {threeItem === null ? (
          <EmptyState title={t("three.none")} about={t("three.noneAbout")} />
        ) : (
          <div className="figure-line">
            <span className="figure-value">{format.figure("index", threeItem.value)}</span>
            <span className="figure-facts caption">
              <span>n {format.count(threeItem.n)}</span>
              <span>
                {t("three.weights", { weights: threeItem.weights.map((weight) => format.figure("percent", 100 * weight)).join(" · ") })}
              </span>
              <span>{t("three.means", { means: threeItem.means.map((mean) => format.figure("mean", mean)).join(" · ") })}</span>
            </span>
          </div>
        )}
      </Card>
    </div>
  );
}
