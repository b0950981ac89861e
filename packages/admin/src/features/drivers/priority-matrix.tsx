import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { axisFor, placeOn } from "../../figures/axis.js";
import { queryOf } from "../../figures/filter-search.js";
import { labelSides } from "../../figures/label-sides.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { StartFinding } from "../findings/index.js";
import { type Driver, type Drivers, percent, percentEnds, shareEnd } from "./data.js";
import type { DriversSearch } from "./search.js";

const zones = ["fix", "keep", "later", "maintain"] as const;
type Zone = (typeof zones)[number];
type Placed = Driver & { readonly share: number; readonly quadrant: Zone };
type Props = { readonly data: Drivers; readonly search: DriversSearch };

/** Importance against perception, crossed at the means, with what each quadrant advises and one step towards an improvement. */
export function PriorityMatrix({ data, search }: Props) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const download = useDownload(data.statement, search);
  const points = data.drivers.filter((driver): driver is Placed => driver.share !== null && driver.quadrant !== null);
  const { importance = 0, performance = 0 } = data.cross ?? {};
  const title = t("matrix.title");
  const numbers = {
    columns: [t("attribute"), t("matrix.zone"), t("share"), t("mean")],
    rows: points.map(({ label, quadrant, share, mean }) => [format.words(label), t(`matrix.${quadrant}.name`), share, mean]),
  };
  return (
    <ChartCard
      className="matrix"
      title={title}
      caption={t("matrix.caption", {
        importance: format.figure("percent", percent(importance)),
        performance: format.figure("mean", performance),
      })}
      table={<MatrixTable points={points} search={search} />}
      download={download(title, numbers, [t("condition.noCause")])}
      foot={<span>{t("matrix.foot")}</span>}
    >
      <div className="matrix-body">
        <Plot points={points} data={data} cross={{ importance, performance }} />
        <Advice points={points} data={data} search={search} />
      </div>
    </ChartCard>
  );
}

function Plot({ points, data, cross }: { points: readonly Placed[]; data: Drivers; cross: { importance: number; performance: number } }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const across = axisFor(
    points.flatMap(({ mean, meanInterval }) => [mean, meanInterval?.low ?? mean, meanInterval?.high ?? mean]),
    6,
  );
  const end = shareEnd(data.drivers);
  const x = (value: number) => 100 * placeOn(across, value);
  const y = (value: number) => 100 * (1 - Math.min(1, Math.max(0, value / end)));
  const sides = labelSides(points.map(({ attribute, mean, share }) => ({ name: attribute, x: x(mean), y: y(share) })));
  const crossX = x(cross.performance);
  const crossY = y(cross.importance);
  return (
    <div className="analysis-matrix">
      <div className="matrix-plot" role="img" aria-label={t("matrix.label")}>
        <i className="matrix-fix" style={{ width: `${crossX}%`, height: `${crossY}%` }} />
        <i className="matrix-keep" style={{ left: `${crossX}%`, height: `${crossY}%` }} />
        <i className="matrix-cross-x" style={{ left: `${crossX}%` }} />
        <i className="matrix-cross-y" style={{ top: `${crossY}%` }} />
        {zones.map((zone) => (
          <b key={zone} className="matrix-zone" data-zone={zone}>
            {t(`matrix.${zone}.name`)}
          </b>
        ))}
        {points.map(({ attribute, mean, share, quadrant, interval, meanInterval }) => (
          <span key={attribute}>
            {interval === null ? null : (
              <i
                className="matrix-interval"
                data-zone={quadrant}
                style={{ left: `${x(mean)}%`, top: `${y(interval.high)}%`, height: `${y(interval.low) - y(interval.high)}%` }}
              />
            )}
            {meanInterval === null ? null : (
              <i
                className="matrix-interval-x"
                data-zone={quadrant}
                style={{ top: `${y(share)}%`, left: `${x(meanInterval.low)}%`, width: `${x(meanInterval.high) - x(meanInterval.low)}%` }}
              />
            )}
          </span>
        ))}
        {points.map(({ attribute, mean, share, quadrant, label, isUncertain }) => (
          <span
            key={attribute}
            className="matrix-point"
            data-zone={quadrant}
            data-uncertain={isUncertain}
            style={{ left: `${x(mean)}%`, top: `${y(share)}%` }}
          >
            <i />
            <span data-side={sides.get(attribute)}>
              {format.words(label)}
              {isUncertain ? "*" : ""}
            </span>
          </span>
        ))}
        {across.ticks.map((tick) => (
          <small key={tick} className="matrix-x" style={{ left: `${x(tick)}%` }}>
            {tick.toFixed(1)}
          </small>
        ))}
        {[0, end / 2, end].map((tick) => (
          <small key={tick} className="matrix-y" style={{ top: `${y(tick)}%` }}>
            {Math.round(100 * tick)}%
          </small>
        ))}
      </div>
      <p className="caption analysis-axis">{t("matrix.axis")}</p>
    </div>
  );
}

/** The column at the right: what each quadrant holds, what it advises, and a step. */
function Advice({ points, data, search }: Props & { readonly points: readonly Placed[] }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const { outcome, drivers, method = "relativeWeights" } = search;
  const query = { ...queryOf(search, format.today), outcome: outcome ?? "nps", drivers };
  const simulated = useReading(api.analysis.simulate, { query }).data;
  const uncertain = points.filter(({ isUncertain }) => isUncertain);
  const gain = (attribute: string) => {
    const found = simulated?.drivers.find((one) => one.attribute === attribute);
    if (!found?.perPointInterval || found.perPoint === null) return "";
    return t("matrix.gain", {
      name: format.words(found.label),
      outcome: words(data.outcome),
      value: format.figure("mean", found.perPoint / 10),
      ends: format.interval("mean", { low: found.perPointInterval.low / 10, high: found.perPointInterval.high / 10 }),
    });
  };
  return (
    <div className="matrix-advice">
      {zones.map((zone) => {
        const own = points.filter(({ quadrant }) => quadrant === zone);
        const [first] = own;
        if (first === undefined) return null;
        return (
          <section key={zone}>
            <h3>
              <span className={`tag ${zone === "fix" ? "tag-strong" : zone === "keep" ? "tag-better" : ""}`}>
                {t(`matrix.${zone}.name`)}
              </span>{" "}
              {t(`matrix.${zone}.verb`)}
            </h3>
            <p className="dense">
              {own.map(({ attribute, label }, index) => (
                <span key={attribute}>
                  {index > 0 ? t("comma") : null}
                  <Link to="/listen/voices" search={{ ...search, metric: `p:${attribute}` }}>
                    {format.words(label)}
                  </Link>
                </span>
              ))}
              {t("colon")}
              {t(`matrix.${zone}.advice`)} {zone === "fix" ? gain(first.attribute) : null}
            </p>
            {zone === "fix" || zone === "keep" ? (
              <div className="analysis-steps">
                {own.map(({ attribute, label }) => (
                  <StartFinding
                    key={attribute}
                    kind="driver"
                    attribute={attribute}
                    title={t(`matrix.${zone}.finding`, { name: format.words(label) })}
                    question={{ filters: queryOf(search, format.today), outcome: data.outcome, method, drivers: drivers?.split(",") ?? [] }}
                  >
                    {t("matrix.start", { name: format.words(label) })}
                  </StartFinding>
                ))}
              </div>
            ) : null}
          </section>
        );
      })}
      <p className="caption">
        {uncertain.length === 0
          ? t("matrix.steady")
          : t("matrix.unsteady", { names: uncertain.map(({ label }) => format.words(label)).join(t("comma")) })}
      </p>
    </div>
  );
}

function MatrixTable({ points, search }: { readonly points: readonly Placed[]; readonly search: DriversSearch }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  return (
    <Table
      caption={t("matrix.title")}
      rows={points}
      rowKey={({ attribute }) => attribute}
      columns={[
        {
          key: "name",
          title: t("attribute"),
          cell: ({ attribute, label }) => (
            <Link to="/listen/voices" search={{ ...search, metric: `p:${attribute}` }}>
              {format.words(label)}
            </Link>
          ),
        },
        {
          key: "zone",
          title: t("matrix.zone"),
          cell: ({ quadrant, isUncertain }) => `${t(`matrix.${quadrant}.name`)}${isUncertain ? t("matrix.maybe") : ""}`,
        },
        {
          key: "y",
          title: t("share"),
          figure: true,
          cell: ({ share }) => format.figure("percent", percent(share)),
          sort: ({ share }) => share,
        },
        { key: "yi", title: t("interval"), figure: true, cell: ({ interval }) => format.interval("percent", percentEnds(interval)) },
        { key: "x", title: t("mean"), figure: true, cell: ({ mean }) => format.figure("mean", mean), sort: ({ mean }) => mean },
        { key: "xi", title: t("interval"), figure: true, cell: ({ meanInterval }) => format.interval("mean", meanInterval) },
      ]}
    />
  );
}
