import type { api, Out } from "@manyi/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { PointKey, PointLabels, useSize } from "../../figures/point-labels.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import type { KanoSearch } from "./search.js";

/** With fewer who care either way a point would stand where chance put it. */
const FEWEST = 10;

type Told = Pick<
  NonNullable<Out<typeof api.analysis.kano>["rows"][number]["kano"]>,
  "better" | "worse" | "betterInterval" | "worseInterval" | "caring"
>;

/** Both coefficients with their ends and base, as they go into a file. */
export function coefficientsOf({ better, worse, betterInterval, worseInterval, caring }: Told): (number | null)[] {
  const ends = (interval: Told["betterInterval"]) => [interval?.low ?? null, interval?.high ?? null];
  return [better, ...ends(betterInterval), worse, ...ends(worseInterval), caring];
}

export function coefficientColumns(t: TFunction<"kano">): string[] {
  return ["Better", "Worse"].flatMap((name) => [name, `${name} ${t("low")}`, `${name} ${t("high")}`]).concat("n (A+O+M+I)");
}

const WIDEST = 560;
const NARROWEST = 240;
const PAD = { left: 46, bottom: 40, top: 10, right: 14 };

/** Better against Worse: what lifts satisfaction when done well, what drops it when missing. */
export function BetterWorse({ data, search }: { readonly data: Out<typeof api.analysis.kano>; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const [plot, size] = useSize();
  const side = Math.min(WIDEST, Math.max(NARROWEST, size?.width ?? WIDEST));
  const points = data.rows.flatMap(({ attribute, label, kano }) =>
    kano === null || kano.better === null || kano.worse === null || kano.caring < FEWEST
      ? []
      : [{ attribute, label, ...kano, better: kano.better, harm: -kano.worse }],
  );
  const left = data.rows.filter(({ attribute, kano }) => kano !== null && !points.some((one) => one.attribute === attribute));
  const title = t("map.title");
  const x = (harm: number) => PAD.left + harm * (side - PAD.left - PAD.right);
  const y = (better: number) => PAD.top + (1 - better) * (side - PAD.top - PAD.bottom);
  const named = points.map((one) => ({
    name: one.attribute,
    text: format.words(one.label),
    x: x(one.harm) - PAD.left,
    y: y(one.better) - PAD.top,
  }));
  const whiskers = points.flatMap(({ harm, better, betterInterval: up, worseInterval: down }) => [
    ...(up === null ? [] : [{ x: x(harm) - PAD.left - 1, y: y(up.high) - PAD.top, width: 2, height: y(up.low) - y(up.high) }]),
    ...(down === null ? [] : [{ x: x(-down.high) - PAD.left, y: y(better) - PAD.top - 1, width: x(-down.low) - x(-down.high), height: 2 }]),
  ]);
  const frame = { width: x(1) - x(0), height: y(0) - y(1) };
  const corner = { width: 76, height: 26 };
  const corners = [0, frame.width - corner.width].flatMap((left) =>
    [0, frame.height - corner.height].map((top) => ({ x: left, y: top, ...corner })),
  );
  const zones = [
    { name: "delight", at: [0.02, 0.96], anchor: "start" },
    { name: "expected", at: [0.98, 0.96], anchor: "end" },
    { name: "indifferent", at: [0.02, 0.03], anchor: "start" },
    { name: "basic", at: [0.98, 0.03], anchor: "end" },
  ] as const;
  return (
    <ChartCard
      title={title}
      caption={t("map.caption")}
      table={null}
      download={download(title, {
        columns: [t("attribute"), ...coefficientColumns(t)],
        rows: points.map((one) => [format.words(one.label), ...coefficientsOf(one)]),
      })}
      foot={
        <span>
          {t("map.foot")}
          {left.length === 0 ? "" : ` ${t("map.left", { names: left.map(({ label }) => format.words(label)).join(t("comma")) })}`}
        </span>
      }
    >
      <div className="kano-map" ref={plot}>
        <svg width={side} height={side} role="img" aria-label={t("map.label")}>
          <rect x={x(0)} y={y(1)} width={x(1) - x(0)} height={y(0) - y(1)} fill="#fbfcfd" stroke="var(--line-2)" />
          <path d={`M${x(0.5)} ${y(0)}V${y(1)}M${x(0)} ${y(0.5)}H${x(1)}`} stroke="var(--control)" />
          {zones.map(({ name, at, anchor }) => (
            <text key={name} x={x(at[0])} y={y(at[1])} textAnchor={anchor} fontSize={12} fontWeight={600} fill="var(--ink-2)">
              {t(`map.${name}`)}
            </text>
          ))}
          {[0, 0.5, 1].map((tick) => (
            <g key={tick} fontSize={11} fill="var(--ink-3)">
              <text x={x(tick)} y={y(0) + 16} textAnchor="middle">
                {tick === 0 ? "0" : `−${tick}`}
              </text>
              <text x={x(0) - 8} y={y(tick) + 4} textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          <text x={x(0.5)} y={side - 6} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
            {t("map.across")}
          </text>
          <text transform={`translate(12 ${y(0.5)}) rotate(-90)`} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
            {t("map.up")}
          </text>
          {points.map(({ attribute, better, harm, betterInterval: up, worseInterval: down }) => (
            <path
              key={attribute}
              d={`${up === null ? "" : `M${x(harm)} ${y(up.low)}V${y(up.high)}`}${down === null ? "" : `M${x(-down.high)} ${y(better)}H${x(-down.low)}`}`}
              stroke="var(--blue-data)"
              strokeOpacity={0.35}
            />
          ))}
          {points.map((one) => (
            <circle
              key={one.attribute}
              cx={x(one.harm)}
              cy={y(one.better)}
              r={5}
              fill={one.isDistinct ? "var(--blue-data)" : "var(--card)"}
              stroke="var(--blue-data)"
              strokeWidth={1.5}
            />
          ))}
          {size === null ? null : (
            <g transform={`translate(${PAD.left} ${PAD.top})`}>
              <PointLabels points={named} frame={frame} avoid={{ never: corners, rather: whiskers }} />
            </g>
          )}
        </svg>
        <PointKey points={named} frame={frame} />
      </div>
    </ChartCard>
  );
}
