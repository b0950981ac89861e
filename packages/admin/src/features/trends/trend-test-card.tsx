import { useTranslation } from "react-i18next";
import { kindOf, toneOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import type { Found } from "./control-card.js";

/** Is there a trend, and where did the level change? Two tests over the latest stretch, in words. */
export function TrendTestCard({
  found: { trend, breaks },
  metric,
  name,
}: {
  readonly found: Found;
  readonly metric: string;
  readonly name: string;
}) {
  const { t } = useTranslation("trends");
  const format = useFormat();
  const kind = kindOf(metric);
  const isCut = breaks.some((one) => one.kind === "incomparable");
  if (trend === null) {
    return (
      <Card title={t("test.title")} className="trends-test">
        <p>{t("test.few")}</p>
        {isCut ? <p className="caption">{t("test.cut")}</p> : null}
      </Card>
    );
  }
  const { slope, shift } = trend;
  const direction = trend.rises ? "rises" : trend.falls ? "falls" : "none";
  // a slope per period is too small a number to read: the whole way is told
  const moves = trend.n - 1;
  const ends = (interval: { low: number; high: number }) => format.differenceInterval(kind, interval);
  const p = (value: number) => (value < 0.001 ? "p < 0.001" : `p ${value.toFixed(3)}`);
  return (
    <Card title={t("test.title")} caption={t("test.caption")} className="trends-test">
      <dl className="trends-verdicts">
        <div>
          <dt>{t("test.trend")}</dt>
          <dd className={direction === "none" ? undefined : toneOf(metric, slope.value)}>{t(`test.${direction}`, { metric: name })}</dd>
          <dd className="caption">
            {t("test.slope", { n: trend.n, slope: format.difference(kind, slope.value * moves), ends: ends(times(slope, moves)) })} ·{" "}
            {p(trend.p)}
          </dd>
        </div>
        <div>
          <dt>{t("test.shift")}</dt>
          {shift === null ? (
            <dd>{t("test.noShift")}</dd>
          ) : (
            <>
              <dd className={toneOf(metric, shift.after - shift.before)}>
                {t("test.shifted", {
                  day: format.day(shift.on),
                  before: format.figure(kind, shift.before),
                  after: format.figure(kind, shift.after),
                })}
              </dd>
              <dd className="caption">
                {shift.difference === null
                  ? p(shift.p)
                  : `${t("test.difference", { difference: format.difference(kind, shift.difference.value), ends: ends(shift.difference) })} · ${p(shift.p)}`}
              </dd>
            </>
          )}
        </div>
      </dl>
      <p className="caption">
        {t("test.over", { n: trend.n, range: format.range({ from: trend.from, to: trend.to }) })}
        {isCut ? ` ${t("test.cut")}` : ""}
      </p>
    </Card>
  );
}

/** An interval so many times as wide. */
export function times({ low, high }: { readonly low: number; readonly high: number }, by: number): { low: number; high: number } {
  return { low: low * by, high: high * by };
}
