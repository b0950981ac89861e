import { PRICE_PARTS } from "@manyi/core/tradeoff";
import { useTranslation } from "react-i18next";
import { useSize } from "../../figures/point-labels.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { placesOf, rangeOf, ticksOf } from "./curve-places.js";
import type { PriceFound } from "./price-tab.js";
import type { PriceSearch } from "./search.js";

export type Asked = PriceFound["questions"][number];
export type CardProps = { readonly data: PriceFound; readonly asked: Asked; readonly search: PriceSearch };

/** In the order of the prices they usually stand at. */
const POINTS = ["marginalCheapness", "optimal", "indifference", "marginalExpensiveness"] as const;
const HEIGHT = 300;
const PAD = { left: 44, right: 14, top: 26, bottom: 40 };

/** Four cumulative curves over the price, where they cross, and how sure the crossings are. */
export function CurvesCard({ data, points, asked, search }: CardProps & { readonly points: NonNullable<PriceFound["points"]> }) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const [box, size] = useSize();
  const money = (value: number) => format.money(value, asked.currency, asked.step);
  const width = Math.max(260, size?.width ?? 640);
  const [from, to] = rangeOf(data.curves);
  const frame = { left: PAD.left, right: width - PAD.right, top: PAD.top, bottom: HEIGHT - PAD.bottom };
  const x = (price: number) => frame.left + ((Math.min(to, Math.max(from, price)) - from) / (to - from || 1)) * (frame.right - frame.left);
  const y = (share: number) => frame.bottom - share * (frame.bottom - frame.top);
  const found = POINTS.flatMap((name, i) => {
    const point = points[name];
    return point === null ? [] : [{ name, mark: String.fromCodePoint(0x2460 + i), ...point }];
  });
  const marks = placesOf(found.map(({ price }) => x(price)));
  const { marginalCheapness: low, marginalExpensiveness: high } = points;
  const notes = t("curves.people", {
    count: data.n,
    shown: format.count(data.n),
    order: format.count(data.outOfOrder),
    open: format.count(data.incomplete),
  });
  const curvesTable = (
    <Table
      caption={t("curves.title")}
      rows={data.curves}
      rowKey={({ price }) => price}
      more={(hidden) => t("more", { count: hidden })}
      columns={[
        { key: "price", title: t("atPrice"), cell: ({ price }) => money(price) },
        ...PRICE_PARTS.map((part) => ({
          key: part,
          title: t(`part.${part}`),
          figure: true,
          cell: (row: PriceFound["curves"][number]) => format.figure("percent", 100 * row[part]),
        })),
      ]}
    />
  );
  return (
    <ChartCard
      title={t("curves.title")}
      caption={t("curves.caption")}
      table={curvesTable}
      download={download(
        t("curves.title"),
        {
          columns: [t("atPrice"), ...PRICE_PARTS.map((part) => t(`part.${part}`))],
          rows: data.curves.map((row) => [row.price, ...PRICE_PARTS.map((part) => row[part])]),
        },
        [
          notes,
          ...found.map(
            ({ name, price, interval }) =>
              `${t(`point.${name}`)}: ${money(price)}${interval === null ? "" : ` (95% ${money(interval.low)} – ${money(interval.high)})`}`,
          ),
        ],
      )}
      foot={
        <span>
          {notes} {t("curves.foot")}
        </span>
      }
    >
      {low === null || high === null ? null : (
        <p className="price-range">{t("curves.range", { low: money(low.price), high: money(high.price) })}</p>
      )}
      <ul className="price-legend caption" aria-hidden="true">
        {PRICE_PARTS.map((part) => (
          <li key={part}>
            <i data-part={part} /> {t(`part.${part}`)}
          </li>
        ))}
      </ul>
      <div className="price-plot" ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-label={t("curves.label")}>
          {found.map(({ name, interval }) =>
            interval === null ? null : (
              <rect
                key={name}
                x={x(interval.low)}
                width={Math.max(1, x(interval.high) - x(interval.low))}
                y={frame.top}
                height={frame.bottom - frame.top}
                fill="var(--blue-data)"
                fillOpacity={0.09}
              />
            ),
          )}
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <g key={share} fontSize={11} fill="var(--ink-3)">
              <path d={`M${frame.left} ${y(share)}H${frame.right}`} stroke="var(--line)" />
              <text x={frame.left - 6} y={y(share) + 4} textAnchor="end">
                {Math.round(100 * share)}%
              </text>
            </g>
          ))}
          {ticksOf(from, to, width < 420 ? 4 : 7).map((price) => (
            <text key={price} x={x(price)} y={frame.bottom + 16} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
              {money(price)}
            </text>
          ))}
          <text x={(frame.left + frame.right) / 2} y={HEIGHT - 4} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
            {t("curves.across")}
          </text>
          {PRICE_PARTS.map((part) => (
            <path
              key={part}
              data-part={part}
              className="price-line"
              d={data.curves
                .filter(({ price }) => price >= from && price <= to)
                .map((point, i) => `${i === 0 ? "M" : "L"}${x(point.price).toFixed(1)} ${y(point[part]).toFixed(1)}`)
                .join("")}
              fill="none"
            />
          ))}
          {found.map(({ name, mark, price, share }, i) => (
            <g key={name}>
              <path d={`M${x(price)} ${y(share)}L${marks[i]} ${frame.top - 4}`} stroke="var(--ink-3)" strokeDasharray="2 3" />
              <circle cx={x(price)} cy={y(share)} r={4.5} fill="var(--card)" stroke="var(--ink)" strokeWidth={1.5} />
              <text x={marks[i]} y={frame.top - 8} textAnchor="middle" fontSize={14} fill="var(--ink)">
                {mark}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <Table
        caption={t("points")}
        rows={found}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "name",
            title: t("points"),
            cell: ({ name, mark }) => (
              <span className="price-point">
                {mark} {t(`point.${name}`)}
                <span className="caption">{t(`pointAbout.${name}`)}</span>
              </span>
            ),
          },
          { key: "price", title: t("atPrice"), figure: true, cell: ({ price }) => <b>{money(price)}</b> },
          {
            key: "interval",
            title: t("interval"),
            figure: true,
            cell: ({ interval }) => (interval === null ? "—" : `${money(interval.low)} – ${money(interval.high)}`),
          },
        ]}
      />
    </ChartCard>
  );
}
