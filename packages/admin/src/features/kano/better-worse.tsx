import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import type { KanoSearch } from "./search.js";

const SIZE = 420;
const PAD = { left: 46, bottom: 40, top: 10, right: 14 };

/** Better against Worse: what lifts satisfaction when done well, what drops it when missing. */
export function BetterWorse({ data, search }: { readonly data: Out<typeof api.analysis.kano>; readonly search: KanoSearch }) {
  const { t } = useTranslation("kano");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const points = data.rows.flatMap(({ attribute, label, kano }) =>
    kano === null || kano.better === null || kano.worse === null || kano.n < 10
      ? []
      : [{ attribute, label, better: kano.better, harm: -kano.worse, n: kano.n, isDistinct: kano.isDistinct }],
  );
  const title = t("map.title");
  const x = (harm: number) => PAD.left + harm * (SIZE - PAD.left - PAD.right);
  const y = (better: number) => PAD.top + (1 - better) * (SIZE - PAD.top - PAD.bottom);
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
        columns: [t("attribute"), "Better", "Worse", "n"],
        rows: points.map((one) => [format.words(one.label), one.better, -one.harm, one.n]),
      })}
      foot={<span>{t("map.foot")}</span>}
    >
      <svg className="kano-map" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={t("map.label")}>
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
        <text x={x(0.5)} y={SIZE - 6} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
          {t("map.across")}
        </text>
        <text transform={`translate(12 ${y(0.5)}) rotate(-90)`} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
          {t("map.up")}
        </text>
        {points.map((one) => (
          <g key={one.attribute}>
            <circle
              cx={x(one.harm)}
              cy={y(one.better)}
              r={5}
              fill={one.isDistinct ? "var(--blue-data)" : "var(--card)"}
              stroke="var(--blue-data)"
              strokeWidth={1.5}
            />
            <text
              x={x(one.harm) + (one.harm > 0.6 ? -9 : 9)}
              y={y(one.better) + 4}
              textAnchor={one.harm > 0.6 ? "end" : "start"}
              fontSize={12}
              fill="var(--ink)"
            >
              {format.words(one.label)}
            </text>
          </g>
        ))}
      </svg>
    </ChartCard>
  );
}
