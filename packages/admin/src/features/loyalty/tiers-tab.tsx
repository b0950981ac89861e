import { api, type Out } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import { BasisLine, HiddenMark, type TabProps, useLoyaltyDownload } from "./basis.js";
import { CustomerList } from "./customer-list.js";

type Tiers = Out<typeof api.loyalty.tiers>;

/** Gold, silver and regular after the last evaluation, and what each evaluation moved. */
export function TiersTab({ search, onChange }: TabProps) {
  const { t } = useTranslation("loyalty");
  const may = useMay();
  const { unit, tier } = search;
  const found = useReading(api.loyalty.tiers, { query: unit === undefined ? {} : { unit } });
  return (
    <div className="loyalty-stack">
      <Loaded query={found} lines={10}>
        {(data) => (
          <>
            <BasisLine basis={data.basis} />
            {data.evaluations.length === 0 ? (
              <Card title={t("tiers.title")}>
                <EmptyState title={t("tiers.none")} about={t("tiers.noneAbout", { silver: data.silverFrom, gold: data.goldFrom })} />
              </Card>
            ) : (
              <TierCard data={data} onOpen={(chosen) => onChange({ tier: chosen, cell: undefined, group: undefined })} />
            )}
            {tier === undefined ? null : <CustomerList key={tier} query={{ unit, tier }} onClose={() => onChange({ tier: undefined })} />}
            {data.evaluations.length === 0 ? null : <EvaluationsCard data={data} />}
            {may("targets:write") ? <EvaluateCard last={data.evaluations[0]?.asOf} /> : null}
          </>
        )}
      </Loaded>
    </div>
  );
}

function TierCard({ data, onOpen }: { readonly data: Tiers; readonly onOpen: (tier: Tiers["tiers"][number]["tier"]) => void }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const mayList = useMay()("voices:read");
  const download = useLoyaltyDownload(data.basis);
  const { tiers, silverFrom, goldFrom, evaluations, basis } = data;
  const title = t("tiers.title");
  return (
    <ChartCard
      title={title}
      caption={evaluations[0] === undefined ? undefined : t("tiers.caption", { day: format.day(evaluations[0].asOf) })}
      table={null}
      foot={<span>{t("tiers.rule", { silver: silverFrom, gold: goldFrom })}</span>}
      download={download(title, {
        columns: [t("tiers.tier"), "n", t("share"), t("tiers.warned")],
        rows: tiers.map((one) => [t(`tierName.${one.tier}`), one.n, one.share, one.warned]),
      })}
    >
      <ul className="loyalty-tiers">
        {tiers.map(({ tier, n, share, hidden, warned }) => (
          <li key={tier} data-tier={tier}>
            <p className="strong">{t(`tierName.${tier}`)}</p>
            {n === null ? (
              <HiddenMark why={hidden} k={basis.k} />
            ) : (
              <p className="loyalty-big">
                {share === null ? "—" : format.figure("percent", 100 * share)} <span className="caption">n {format.count(n)}</span>
              </p>
            )}
            {warned ? <p className="caption">{t("tiers.warnedCount", { count: warned })}</p> : null}
            {mayList && n !== null && n > 0 ? (
              <button type="button" className="link-button" onClick={() => onOpen(tier)}>
                {t("matrix.open", { name: t(`tierName.${tier}`) })}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}

function EvaluationsCard({ data }: { readonly data: Tiers }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const told = (n: number | null) => (n === null ? <HiddenMark why="SMALL" k={data.basis.k} /> : format.count(n));
  return (
    <Card title={t("tiers.history")}>
      <Table
        caption={t("tiers.history")}
        rows={data.evaluations}
        rowKey={({ number }) => number}
        columns={[
          { key: "asOf", title: t("tiers.asOf"), cell: ({ asOf }) => <span className="nowrap">{format.day(asOf)}</span> },
          { key: "up", title: t("tiers.up"), figure: true, cell: ({ up }) => told(up) },
          { key: "down", title: t("tiers.down"), figure: true, cell: ({ down }) => told(down) },
          { key: "warned", title: t("tiers.warned"), figure: true, cell: ({ warned }) => told(warned) },
          { key: "n", title: "n", figure: true, cell: ({ n }) => told(n) },
          { key: "model", title: t("tiers.model"), figure: true, cell: ({ modelVersion }) => `v${modelVersion}` },
        ]}
      />
    </Card>
  );
}

function EvaluateCard({ last }: { readonly last: string | undefined }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const [asOf, setAsOf] = useState(format.today);
  const evaluate = useChange(api.loyalty.evaluateTiers, "loyalty");
  return (
    <Card title={t("tiers.evaluate")} caption={t("tiers.evaluateAbout")}>
      <div className="loyalty-controls">
        <label className="loyalty-field">
          <span>{t("tiers.asOf")}</span>
          <input type="date" value={asOf} max={format.today} min={last} onChange={({ target }) => setAsOf(target.value)} />
        </label>
        <Button type="primary" disabled={asOf === ""} loading={evaluate.isPending} onClick={() => evaluate.mutate({ body: { asOf } })}>
          {t("tiers.evaluateNow")}
        </Button>
      </div>
      {evaluate.isError ? (
        problemOf(evaluate.error).code === "INVALID_STATE" ? (
          <p className="worse" role="alert">
            {t("tiers.noIndex")}
          </p>
        ) : (
          <ProblemNotice problem={problemOf(evaluate.error)} />
        )
      ) : null}
      {evaluate.isSuccess ? (
        <p className="better" role="status">
          {t("tiers.done", {
            up: evaluate.data.up,
            down: evaluate.data.down,
            warned: evaluate.data.warned,
            n: format.count(evaluate.data.n),
          })}
        </p>
      ) : null}
    </Card>
  );
}
