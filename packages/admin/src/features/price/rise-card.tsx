import { useTranslation } from "react-i18next";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import type { CardProps } from "./curves-card.js";
import type { PriceFound } from "./price-tab.js";
import { ShareBar } from "./share-bar.js";

/** For how many a higher price would still not be too expensive. */
export function RiseCard({ data, rise, asked, search }: CardProps & { readonly rise: NonNullable<PriceFound["rise"]> }) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const money = (value: number) => format.money(value, asked.currency, asked.step);
  const nameOf = (percent: number) => (percent === 0 ? t("rise.today") : `+${percent}%`);
  const title = t("rise.title", { price: money(rise.current) });
  const share = (value: number) => format.figure("percent", 100 * value);
  return (
    <ChartCard
      title={title}
      caption={t("rise.caption")}
      table={null}
      download={download(title, {
        columns: [t("rise.by"), t("atPrice"), t("rise.share"), t("low"), t("high"), t("rise.people"), "n"],
        rows: rise.steps.map((one) => [
          nameOf(one.risePercent),
          one.price,
          one.share,
          one.interval.low,
          one.interval.high,
          one.staying,
          data.n,
        ]),
      })}
      foot={<span>{t("rise.foot", { n: format.count(data.n) })}</span>}
    >
      <p className="price-range">
        {rise.median < 0
          ? t("rise.medianBelow")
          : t("rise.median", {
              percent: Math.round(rise.median),
              low: Math.round(rise.medianInterval.low),
              high: Math.round(rise.medianInterval.high),
            })}
      </p>
      <Table
        caption={title}
        rows={rise.steps}
        rowKey={({ risePercent }) => risePercent}
        columns={[
          { key: "rise", title: t("rise.by"), cell: ({ risePercent }) => nameOf(risePercent) },
          { key: "price", title: t("atPrice"), figure: true, cell: ({ price }) => money(price) },
          {
            key: "share",
            title: t("rise.share"),
            figure: true,
            cell: (one) => (
              <ShareBar share={one.share}>
                <b>{share(one.share)}</b>{" "}
                <span className="caption price-ends">{`${share(one.interval.low)} – ${share(one.interval.high)}`}</span>
              </ShareBar>
            ),
          },
          { key: "people", title: t("rise.people"), figure: true, cell: ({ staying }) => format.count(staying) },
        ]}
      />
    </ChartCard>
  );
}
