import { api, type Out } from "@manyi/contracts";
import { Select, Slider } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { unweightedOnly } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import type { Asked } from "./data.js";

/** What if a driver rose, what if people expected less: two simulators, both with what they rest on. */
export function SimulateCards(props: Asked) {
  return (
    <div className="analysis-two">
      <Outcome {...props} />
      <Ratio {...props} />
    </div>
  );
}

const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(1)}`;

function Outcome({ query }: Asked) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const [moved, setMoved] = useState<Readonly<Record<string, number>>>({});
  const changes = useDeferredValue(
    Object.entries(moved)
      .filter(([, by]) => by !== 0)
      .map(([attribute, by]) => `${attribute}:${by.toFixed(1)}`)
      .join(","),
  );
  const found = useReading(api.analysis.simulate, { query: { ...query, changes } });
  const unit = t(`unit.${["nps", "csat", "ces"].includes(query.outcome) ? query.outcome : "points"}`);
  return (
    <Card
      title={t("simulate.title", { outcome: words(query.outcome) })}
      caption={t("simulate.caption")}
      link={
        changes === "" ? undefined : (
          <button type="button" className="link-button" onClick={() => setMoved({})}>
            {t("simulate.reset")}
          </button>
        )
      }
      foot={
        found.data === undefined ? undefined : (
          <span>
            {[
              `n ${format.count(found.data.n)}`,
              found.data.result === null ? "" : `R² ${format.figure("correlation", found.data.result.r2)}`,
              t("simulate.foot"),
              t("condition.noCause"),
            ]
              .filter((fact) => fact !== "")
              .join(t("semicolon"))}
          </span>
        )
      }
    >
      <Loaded query={found} lines={8}>
        {({ result, drivers, n, neededN }) =>
          result === null ? (
            <EmptyState title={t("none.title")} about={t("outcomes.few", { n: format.count(n), needed: format.count(neededN) })} />
          ) : (
            <>
              <div className="simulate-result" aria-live="polite">
                <span className="figure-value">{format.figure("mean", result.after)}</span>
                <span>
                  {t("simulate.from", { before: format.figure("mean", result.before), unit })}{" "}
                  <b className="strong">{format.difference("mean", result.change)}</b>{" "}
                  <span className="caption">
                    {t("interval")} {format.differenceInterval("mean", result.changeInterval)}
                  </span>
                </span>
              </div>
              <Standing result={result} outcome={query.outcome} />
              <div className="simulate-rows">
                {drivers.map(({ attribute, label, before, after, scale, perPoint }) => (
                  <Row
                    key={attribute}
                    name={format.words(label)}
                    value={moved[attribute] ?? 0}
                    low={Math.max(-1, Math.ceil((scale.min - before) * 10) / 10)}
                    high={Math.min(1, Math.floor((scale.max - before) * 10) / 10)}
                    words={`${format.figure("mean", before)} → ${format.figure("mean", after)}`}
                    title={t("simulate.perPoint", { value: format.difference("mean", perPoint) })}
                    onChange={(by) => setMoved((now) => ({ ...now, [attribute]: by }))}
                  />
                ))}
              </div>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

type Result = NonNullable<Out<typeof api.analysis.simulate>["result"]>;

/** NPS or CSAT with its categories if every score moved alike, and the place among the units beside the chosen one. */
function Standing({ result: { headline, rank, noRank }, outcome }: { readonly result: Result; readonly outcome: string }) {
  const { t } = useTranslation(["drivers", "figures"]);
  const format = useFormat();
  const kind = outcome === "nps" ? "nps" : "percent";
  const names = outcome === "nps" ? (["promoters", "passives", "detractors"] as const) : (["top2", "middle", "bottom2"] as const);
  const parts = (shares: readonly number[]) =>
    names.map((name, i) => `${t(`figures:part.${name}`)} ${format.figure("percent", 100 * (shares[i] ?? 0))}`).join(" · ");
  return (
    <dl className="simulate-standing">
      {headline === null ? null : (
        <>
          <dt>{t(`figures:metric.${outcome}`)}</dt>
          <dd>
            <b className="strong">
              {format.figure(kind, headline.before.value)} → {format.figure(kind, headline.after.value)}
            </b>{" "}
            <span className="caption">n {format.count(headline.n)}</span>
            <span className="caption simulate-shares">
              {t("simulate.now")} {parts(headline.before.shares)}
            </span>
            <span className="caption simulate-shares">
              {t("simulate.then")} {parts(headline.after.shares)}
            </span>
          </dd>
        </>
      )}
      <dt>{t("simulate.rank")}</dt>
      <dd>
        {rank === null ? (
          <span className="caption">{t(`simulate.noRank.${noRank ?? "no_unit"}`)}</span>
        ) : (
          t("simulate.rankMoves", { before: rank.before, after: rank.after, of: rank.of })
        )}
      </dd>
    </dl>
  );
}

function Row(props: {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly words: string;
  readonly title: string;
  readonly onChange: (by: number) => void;
}) {
  const { name, value, low, high, words, title, onChange } = props;
  return (
    <>
      <span title={title}>{name}</span>
      <Slider
        min={low}
        max={high}
        step={0.1}
        value={value}
        included={false}
        marks={{ 0: "" }}
        tooltip={{ formatter: (by) => (by === undefined ? "" : signed(by)) }}
        ariaLabelForHandle={name}
        onChange={onChange}
      />
      <span className="caption nowrap">
        {words} {value === 0 ? "" : `(${signed(value)})`}
      </span>
    </>
  );
}

function Ratio({ query, search }: Asked) {
  const { t } = useTranslation(["drivers", "figures"]);
  const { t: figureWords } = useTranslation("figures");
  const format = useFormat();
  const words = useMetricWords();
  const { outcome: _, drivers: __, ...filters } = query;
  const paired = useReading(api.figures.expectation, { query: filters }).data?.rows ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [change, setChange] = useState({ expected: 0, perceived: 0 });
  const attribute = chosen ?? paired[0]?.attribute;
  const found = useReading(
    api.analysis.ratioWhatIf,
    { query: { ...filters, attribute: attribute ?? "none", ...useDeferredValue(change) } },
    { enabled: attribute !== undefined },
  );
  const bands = ["delighted", "satisfied", "tolerable", "dissatisfied"] as const;
  return (
    <Card
      title={t("ratio.title")}
      caption={t("ratio.caption")}
      link={
        paired.length === 0 ? undefined : (
          <Select
            size="small"
            aria-label={t("attribute")}
            popupMatchSelectWidth={false}
            value={attribute ?? null}
            options={paired.map(({ attribute: value, label }) => ({ value, label: format.words(label) }))}
            onChange={(value) => setChosen(value)}
          />
        )
      }
      foot={
        <span>
          {[`n ${format.count(found.data?.n ?? 0)}`, unweightedOnly(found.data?.statement, search, figureWords), t("ratio.foot")]
            .filter((fact) => fact !== "")
            .join(t("semicolon"))}
        </span>
      }
    >
      {attribute === undefined ? (
        <EmptyState title={t("ratio.none")} about={t("ratio.noneAbout")} />
      ) : (
        <Loaded query={found} lines={6}>
          {({ before, after, n }) =>
            before === null || after === null ? (
              <EmptyState title={t("ratio.none")} about={t("ratio.few", { n: format.count(n) })} />
            ) : (
              <>
                <div className="simulate-result" aria-live="polite">
                  <span className="figure-value">{format.figure("ratio", after.ratio)}</span>
                  <span>{t("ratio.from", { name: words(`p:${attribute}`), before: format.figure("ratio", before.ratio) })}</span>
                </div>
                <div className="simulate-rows">
                  {(["perceived", "expected"] as const).map((part) => (
                    <Row
                      key={part}
                      name={t(`figures:${part}`)}
                      value={change[part]}
                      low={-1}
                      high={1}
                      words={signed(change[part])}
                      title={t(`ratio.${part}`)}
                      onChange={(by) => setChange((now) => ({ ...now, [part]: by }))}
                    />
                  ))}
                </div>
                <div className="simulate-bands">
                  {([before, after] as const).map((one, i) => (
                    <div key={i === 0 ? "before" : "after"}>
                      <span className="caption">{t(i === 0 ? "ratio.now" : "ratio.then")}</span>
                      <div className="distribution-bar" aria-hidden="true">
                        {bands.map((band, j) => (
                          <i key={band} style={{ flexGrow: one.bands[j], background: `var(--band-${band})` }} />
                        ))}
                      </div>
                      <span className="caption">
                        {bands
                          .map((band, j) => `${t(`figures:part.${band}`)} ${format.figure("percent", (100 * (one.bands[j] ?? 0)) / n)}`)
                          .join(" · ")}
                      </span>
                    </div>
                  ))}
                </div>
              </>
            )
          }
        </Loaded>
      )}
    </Card>
  );
}
