import type { CaseDetail } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

type Earlier = CaseDetail["customer"]["earlier"];
const bad: Record<string, number> = { nps: 6, csat: 2, ces: 2 };
const top: Record<string, number> = { nps: 10, csat: 5, ces: 7 };
const size = { width: 230, height: 74, left: 14, right: 14, top: 20, bottom: 22 };

/** The last scores of one kind as a line; a single one says nothing of a course and is not drawn. */
export function EarlierScores({ earlier }: { readonly earlier: Earlier }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const kind = earlier.at(-1)?.score ?? "";
  const points = earlier.filter(({ score }) => score === kind).slice(-5);
  if (points.length < 2 || top[kind] === undefined) return null;
  const x = (index: number) => size.left + (index * (size.width - size.left - size.right)) / (points.length - 1);
  const y = (value: number) => size.top + (1 - value / top[kind]!) * (size.height - size.top - size.bottom);
  const monthOf = (on: string) =>
    new Intl.DateTimeFormat(format.locale, { month: "short", timeZone: "UTC" }).format(new Date(`${on}T00:00:00Z`));
  const title = t("earlier", { count: points.length, metric: t(`metric.${kind}`) });
  return (
    <figure className="case-earlier">
      <figcaption className="caption">{title}</figcaption>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={`${title}: ${points.map(({ on, value }) => `${format.day(on)} ${value}`).join(", ")}`}
      >
        <polyline points={points.map(({ value }, index) => `${x(index)},${y(value)}`).join(" ")} />
        {points.map(({ on, value }, index) => (
          <g key={x(index)} data-bad={value <= (bad[kind] ?? -1)}>
            <circle cx={x(index)} cy={y(value)} r="3.5" />
            <text x={x(index)} y={y(value) - 8} className="case-earlier-value">
              {value}
            </text>
            <text x={x(index)} y={size.height - 4}>
              {monthOf(on)}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}
