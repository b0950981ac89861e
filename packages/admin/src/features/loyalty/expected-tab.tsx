import { api, type Out } from "@manyi/contracts";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Chart, type ChartOption } from "../../ui/chart.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { BasisLine, NoPurchases, type TabProps, useLoyaltyDownload } from "./basis.js";
import { CustomerList } from "./customer-list.js";

type Expected = Out<typeof api.loyalty.expected>;
const orders = ["expected", "value", "alive"] as const;

/** What the purchases let expect of the next 12 months, and how well that worked on months already known. */
export function ExpectedTab({ search, onChange }: TabProps) {
  const { t } = useTranslation("loyalty");
  const mayList = useMay()("voices:read");
  const [order, setOrder] = useState<(typeof orders)[number]>("expected");
  const { unit, model = "bgNbd" } = search;
  const found = useReading(api.loyalty.expected, { query: { ...(unit === undefined ? {} : { unit }), model } });
  return (
    <div className="loyalty-stack">
      <div className="loyalty-controls">
        <Segmented
          aria-label={t("expected.model")}
          value={model}
          options={(["bgNbd", "paretoNbd"] as const).map((value) => ({ value, label: t(`model.${value}`) }))}
          onChange={(value) => onChange({ model: value === "paretoNbd" ? "paretoNbd" : undefined })}
        />
        {found.isFetching ? (
          <span className="caption" role="status">
            {t("expected.working")}
          </span>
        ) : null}
      </div>
      <Loaded query={found} lines={10}>
        {(data) =>
          data.basis.customers === 0 ? (
            <NoPurchases basis={data.basis} onChange={onChange} />
          ) : (
            <>
              <BasisLine basis={data.basis} />
              {data.refused === null ? null : <RefusedCard refused={data.refused} />}
              {data.fit === null ? null : <FitCard data={data} fit={data.fit} />}
              {data.holdout === null ? null : <HoldoutCard data={data} holdout={data.holdout} />}
              {data.fit === null || !mayList ? null : (
                <>
                  <div className="loyalty-controls">
                    <span className="filter-label">{t("expected.order")}</span>
                    <Segmented
                      aria-label={t("expected.order")}
                      value={order}
                      options={orders
                        .filter((value) => value !== "value" || data.basis.hasAmounts)
                        .map((value) => ({ value, label: t(`expected.by.${value}`) }))}
                      onChange={setOrder}
                    />
                  </div>
                  <CustomerList key={order} query={{ unit, order }} />
                </>
              )}
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function RefusedCard({ refused }: { readonly refused: NonNullable<Expected["refused"]> }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const { reason, buyers, repeatBuyers, days, needs } = refused;
  const values = {
    buyers: buyers === null ? t("few") : format.count(buyers),
    repeatBuyers: repeatBuyers === null ? t("few") : format.count(repeatBuyers),
    days: format.count(days),
    needBuyers: needs.buyers,
    needRepeats: needs.repeatBuyers,
    needDays: needs.days,
  };
  return (
    <Card title={t("expected.title")}>
      <EmptyState title={t(`refused.${reason}`, values)} about={t("refused.about", values)} />
    </Card>
  );
}

function FitCard({ data, fit }: { readonly data: Expected; readonly fit: NonNullable<Expected["fit"]> }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const { spend } = fit;
  const number = (value: number) => (Math.abs(value) >= 1000 ? format.count(Math.round(value)) : value.toPrecision(4));
  const facts = [
    t("expected.base", { n: format.count(fit.buyers), repeat: format.count(fit.repeatBuyers) }),
    fit.fittedOn < fit.buyers ? t("expected.fittedOn", { n: format.count(fit.fittedOn) }) : "",
    spend?.isDoubtful ? t("expected.doubtful", { r: (spend.correlation ?? 0).toFixed(2) }) : "",
    t("expected.caution"),
  ].filter((fact) => fact !== "");
  return (
    <Card title={t("expected.title")} caption={t("expected.caption")} foot={<span>{facts.join(t("semicolon"))}</span>}>
      <dl className="loyalty-facts">
        <div>
          <dt>{t("expected.total")}</dt>
          <dd>{format.count(Math.round(fit.expected))}</dd>
        </div>
        {fit.value === null ? null : (
          <div>
            <dt>{t("expected.value")}</dt>
            <dd>{format.count(Math.round(fit.value))}</dd>
          </div>
        )}
        <div>
          <dt>{t("expected.active")}</dt>
          <dd>
            {format.count(fit.active)} <span className="caption">{t("expected.activeOf", { n: format.count(fit.buyers) })}</span>
          </dd>
        </div>
        {spend?.meanPerPurchase == null ? null : (
          <div>
            <dt>{t("expected.perPurchase")}</dt>
            <dd>{format.count(Math.round(spend.meanPerPurchase))}</dd>
          </div>
        )}
      </dl>
      <details className="loyalty-details">
        <summary>{t("expected.parameters")}</summary>
        <p className="caption">
          {t(`model.${data.model}`)}: {fit.parameters.map(({ name, value }) => `${GREEK[name] ?? name} ${number(value)}`).join(" · ")} · ln
          L {format.count(Math.round(fit.logLikelihood))}
        </p>
        {spend === null ? null : (
          <p className="caption">
            gamma–gamma: {spend.parameters.map(({ name, value }) => `${name} ${number(value)}`).join(" · ")} · r{" "}
            {spend.correlation === null ? "—" : spend.correlation.toFixed(2)}
          </p>
        )}
      </details>
    </Card>
  );
}

const GREEK: Readonly<Record<string, string>> = { alpha: "α", beta: "β" };

function HoldoutCard({ data, holdout }: { readonly data: Expected; readonly holdout: NonNullable<Expected["holdout"]> }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const download = useLoyaltyDownload(data.basis);
  const { points, error, from, to, customers } = holdout;
  const title = t("holdout.title");
  const last = points.at(-1);
  const facts = [t("holdout.base", { n: format.count(customers), range: format.range({ from, to }) }), t("holdout.rule")];
  const line = (name: string, color: string, values: readonly number[], type: "solid" | "dashed") => ({
    type: "line" as const,
    name,
    symbolSize: 6,
    lineStyle: { color, width: 2, type },
    itemStyle: { color },
    data: [...values],
  });
  const option: ChartOption = {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left: 56, right: 16, top: 12, bottom: 24 },
    xAxis: {
      type: "category",
      data: points.map(({ on }) => format.day(on)),
      axisTick: { show: false },
      axisLabel: { color: "#5F6C7F", fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      axisLabel: { color: "#5F6C7F", fontSize: 11, formatter: (value: number) => format.count(value) },
      splitLine: { lineStyle: { color: "#EEF1F4" } },
    },
    tooltip: {
      trigger: "axis",
      borderWidth: 0,
      textStyle: { color: "#17212D", fontSize: 12 },
      valueFormatter: (value) => format.count(Math.round(Number(value))),
    },
    series: [
      line(
        t("holdout.planned"),
        "#2A74B8",
        points.map(({ planned }) => Math.round(planned)),
        "dashed",
      ),
      line(
        t("holdout.actual"),
        "#465466",
        points.map(({ actual }) => actual),
        "solid",
      ),
    ],
  };
  const verdict =
    error === null || last === undefined
      ? null
      : t(error >= 0 ? "holdout.over" : "holdout.under", {
          planned: format.count(Math.round(last.planned)),
          actual: format.count(last.actual),
          error: format.figure("percent", 100 * Math.abs(error)),
        });
  return (
    <ChartCard
      title={title}
      caption={t("holdout.caption")}
      legend={
        <span className="caption loyalty-legend">
          <span>
            <i className="loyalty-dashed" aria-hidden="true" /> {t("holdout.planned")}
          </span>
          <span>
            <i style={{ background: "#465466" }} aria-hidden="true" /> {t("holdout.actual")}
          </span>
        </span>
      }
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={
        <Table
          caption={title}
          rows={points}
          rowKey={({ on }) => on}
          columns={[
            { key: "on", title: t("holdout.until"), cell: ({ on }) => format.day(on) },
            { key: "planned", title: t("holdout.planned"), figure: true, cell: ({ planned }) => format.count(Math.round(planned)) },
            { key: "actual", title: t("holdout.actual"), figure: true, cell: ({ actual }) => format.count(actual) },
          ]}
        />
      }
      download={download(
        title,
        {
          columns: [t("holdout.until"), t("holdout.planned"), t("holdout.actual")],
          rows: points.map(({ on, planned, actual }) => [on, planned, actual]),
        },
        facts,
      )}
    >
      {verdict === null ? null : <p className="loyalty-verdict">{verdict}</p>}
      <Chart option={option} height={240} label={title} />
    </ChartCard>
  );
}
