import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { boxesOf, type Layout, labelSpots, PHONE, WIDE } from "./layout.js";

type Model = Out<typeof api.analysis.model>;
type Result = NonNullable<Model["result"]>;
type Props = { readonly model: Model; readonly result: Result; readonly search: FilterSearch };

/** Boxes with their index and R², arrows with their coefficient; what may be chance is thin and grey. */
export function PathDiagram({ model, result, search }: Props) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const download = useDownload(model.statement, search);
  const title = t("diagram.title");
  return (
    <ChartCard
      title={title}
      caption={t("diagram.caption")}
      table={
        <Table
          caption={title}
          rows={result.paths}
          rowKey={({ from, to }) => `${from} ${to}`}
          columns={[
            { key: "from", title: t("path.from"), cell: ({ from }) => t(`latent.${from}`) },
            { key: "to", title: t("path.to"), cell: ({ to }) => t(`latent.${to}`) },
            {
              key: "value",
              title: t("path.value"),
              figure: true,
              cell: ({ value }) => format.difference("correlation", value),
              sort: ({ value }) => value,
            },
            {
              key: "interval",
              title: t("interval"),
              figure: true,
              cell: ({ interval }) => format.differenceInterval("correlation", interval),
            },
            {
              key: "per",
              title: t("path.perPoint"),
              figure: true,
              cell: ({ perPoint }) => format.difference("mean", perPoint),
              sort: ({ perPoint }) => perPoint,
            },
            {
              key: "total",
              title: t("path.total"),
              figure: true,
              cell: ({ from, to }) =>
                format.difference("correlation", result.effects.find((one) => one.from === from && one.to === to)?.value ?? null),
            },
          ]}
        />
      }
      download={download(title, {
        columns: [t("path.from"), t("path.to"), t("path.value"), t("file.low"), t("file.high"), t("path.perPoint")],
        rows: result.paths.map((one) => [
          t(`latent.${one.from}`),
          t(`latent.${one.to}`),
          one.value,
          one.interval?.low ?? null,
          one.interval?.high ?? null,
          one.perPoint,
        ]),
      })}
      foot={
        <span>
          {[
            `n ${format.count(model.n)}`,
            t("diagram.draws", { count: result.draws }),
            t("diagram.fit", { value: format.figure("correlation", result.goodnessOfFit) }),
            t("noCause"),
          ].join(t("semicolon"))}
        </span>
      }
    >
      <Drawing result={result} layout={WIDE} className="model-wide" />
      <Drawing result={result} layout={PHONE} className="model-phone" />
    </ChartCard>
  );
}

function Drawing({ result, layout, className }: { readonly result: Result; readonly layout: Layout; readonly className: string }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const boxes = boxesOf(
    result.latents.map(({ latent }) => latent),
    layout,
  );
  const paths = result.paths.flatMap((path) => {
    const [a, b] = [boxes.get(path.from), boxes.get(path.to)];
    if (a === undefined || b === undefined) return [];
    const isSure = path.interval !== null && (path.interval.low > 0 || path.interval.high < 0);
    return [{ ...path, isSure, arrow: layout.arrow(a, b) }];
  });
  const spots = labelSpots(
    paths.map((path) => path.arrow),
    [...boxes.values()],
    layout.label,
  );
  const isRoomy = layout === WIDE;
  return (
    <svg
      className={`model-drawing ${className}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={t("diagram.label")}
    >
      <defs>
        {(["strong", "weak"] as const).map((kind) => (
          <marker
            key={kind}
            id={`${className}-${kind}`}
            viewBox="0 0 8 8"
            refX={7}
            refY={4}
            markerWidth={7}
            markerHeight={7}
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8z" fill={kind === "strong" ? "var(--blue-data)" : "var(--control)"} />
          </marker>
        ))}
      </defs>
      {paths.map(({ from, to, value, interval, isSure, arrow }) => (
        <path
          key={`${from} ${to}`}
          d={arrow.path}
          fill="none"
          stroke={isSure ? "var(--blue-data)" : "var(--control)"}
          strokeWidth={isSure ? 1 + 3 * Math.min(1, Math.abs(value)) : 1}
          strokeDasharray={isSure ? undefined : "4 3"}
          markerEnd={`url(#${className}-${isSure ? "strong" : "weak"})`}
        >
          <title>{`${t(`latent.${from}`)} → ${t(`latent.${to}`)} ${format.difference("correlation", value)} ${format.differenceInterval("correlation", interval)}`}</title>
        </path>
      ))}
      {paths.map(({ from, to, value, interval, isSure }, at) => {
        const spot = spots[at];
        if (spot === undefined) return null;
        const { width, height } = layout.label;
        return (
          <g key={`${from} ${to}`}>
            <rect
              x={spot.x - width / 2}
              y={spot.y - height / 2}
              width={width}
              height={height}
              rx={3}
              fill="var(--card)"
              fillOpacity={0.9}
            />
            <text
              x={spot.x}
              y={spot.y + (isRoomy ? -1 : 4)}
              textAnchor="middle"
              fontSize={12}
              fontWeight={isSure ? 600 : 400}
              fill={isSure ? "var(--ink)" : "var(--ink-3)"}
            >
              {format.difference("correlation", value)}
            </text>
            {isRoomy ? (
              <text x={spot.x} y={spot.y + 12} textAnchor="middle" fontSize={10.5} fill="var(--ink-3)">
                {format.differenceInterval("correlation", interval)}
              </text>
            ) : null}
          </g>
        );
      })}
      {result.latents.map(({ latent, index, r2 }) => {
        const box = boxes.get(latent);
        if (box === undefined) return null;
        return (
          <g key={latent}>
            <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={6} fill="var(--blue-50)" stroke="var(--blue-300)" />
            <text x={box.x + box.width / 2} y={box.y + 18} textAnchor="middle" fontSize={12} fill="var(--ink-2)">
              {t(`latent.${latent}`)}
            </text>
            <text x={box.x + box.width / 2} y={box.y + 38} textAnchor="middle" fontSize={17} fontWeight={600} fill="var(--ink)">
              {format.figure("index", index.value)}
            </text>
            {r2 === null ? null : (
              <text x={box.x + box.width / 2} y={box.y + 53} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
                R² {format.figure("correlation", r2.value)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
