import type { api, Figure, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { BaseMark } from "../../figures/base-mark.js";
import { Value } from "../../figures/value.js";
import { Card } from "../../ui/card.js";
import { Table } from "../../ui/table.js";

type Rows = Out<typeof api.quality.overview>["figures"];

/** Headline figures as counted, without the flagged answers, and with the excluded ones. */
export function CompareCard({ figures }: { readonly figures: Rows }) {
  const { t } = useTranslation(["quality", "figures"]);
  const asked = figures.filter(({ all }) => (all.n ?? 0) > 0);
  const cell = (figure: Figure) => (
    <span className="quality-figure">
      <Value figure={figure} /> <BaseMark figure={figure} />
    </span>
  );
  return (
    <Card title={t("compare.title")} caption={t("compare.caption")} foot={<span>{t("compare.foot")}</span>}>
      {asked.length === 0 ? (
        <p className="quiet">{t("compare.none")}</p>
      ) : (
        <Table
          caption={t("compare.title")}
          rows={asked}
          rowKey={({ counted }) => counted.metric}
          columns={[
            { key: "metric", title: t("compare.metric"), cell: ({ counted }) => t(`figures:metric.${counted.metric}`) },
            { key: "counted", title: t("compare.counted"), figure: true, cell: ({ counted }) => cell(counted) },
            { key: "clean", title: t("compare.clean"), figure: true, cell: ({ clean }) => cell(clean) },
            { key: "all", title: t("compare.all"), figure: true, cell: ({ all }) => cell(all) },
          ]}
        />
      )}
    </Card>
  );
}
