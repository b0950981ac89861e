import { useTranslation } from "react-i18next";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import type { CardProps } from "./curves-card.js";
import type { PriceFound } from "./price-tab.js";

/** The price people have in mind, for everybody and for each segment. */
export function ReferenceCard({
  data,
  reference,
  asked,
  search,
}: CardProps & { readonly reference: NonNullable<PriceFound["reference"]> }) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const money = (value: number) => format.money(value, asked.currency, asked.step);
  const ends = (interval: { low: number; high: number } | null) =>
    interval === null ? "—" : `${money(interval.low)} – ${money(interval.high)}`;
  const rows = [
    { id: 0, label: t("reference.all"), n: data.n, price: reference.all },
    ...reference.segments.map(({ id, label, n, price }) => ({ id, label: format.words(label), n, price })),
  ];
  const title = t("reference.title");
  return (
    <ChartCard
      title={title}
      caption={t("reference.caption")}
      table={null}
      download={download(title, {
        columns: [
          t("reference.who"),
          "n",
          ...[t("reference.median"), t("reference.mean")].flatMap((name) => [name, `${name} ${t("low")}`, `${name} ${t("high")}`]),
        ],
        rows: rows.map(({ label, n, price }) =>
          price === null
            ? [label, null, null, null, null, null, null, null]
            : [
                label,
                n,
                price.median,
                price.medianInterval.low,
                price.medianInterval.high,
                price.mean,
                price.meanInterval?.low ?? null,
                price.meanInterval?.high ?? null,
              ],
        ),
      })}
      foot={<span>{t("reference.foot")}</span>}
    >
      <Table
        caption={title}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "who", title: t("reference.who"), cell: ({ label }) => label },
          {
            key: "n",
            title: "n",
            figure: true,
            cell: ({ n, price }) => (price === null ? <span className="caption">{t("reference.few")}</span> : format.count(n)),
          },
          {
            key: "median",
            title: t("reference.median"),
            figure: true,
            cell: ({ price }) =>
              price === null ? (
                "—"
              ) : (
                <>
                  <b>{money(price.median)}</b> <span className="caption price-ends">{ends(price.medianInterval)}</span>
                </>
              ),
            sort: ({ price }) => price?.median ?? null,
          },
          {
            key: "mean",
            title: t("reference.mean"),
            figure: true,
            cell: ({ price }) =>
              price === null ? (
                "—"
              ) : (
                <>
                  {money(price.mean)} <span className="caption price-ends">{ends(price.meanInterval)}</span>
                </>
              ),
            sort: ({ price }) => price?.mean ?? null,
          },
        ]}
      />
    </ChartCard>
  );
}
