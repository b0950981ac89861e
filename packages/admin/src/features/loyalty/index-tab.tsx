import { api, type Out } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { BasisLine, HiddenMark, type TabProps, useLoyaltyDownload } from "./basis.js";
import { ModelForm } from "./model-form.js";

type Index = Out<typeof api.loyalty.index>;

/** The five signs of loyalty: what is known, the index they make, and how it is spread. */
export function IndexTab({ search }: TabProps) {
  const { unit } = search;
  const [isEditing, setEditing] = useState(false);
  const found = useReading(api.loyalty.index, { query: unit === undefined ? {} : { unit } });
  return (
    <div className="loyalty-stack">
      <Loaded query={found} lines={12}>
        {(data) => (
          <>
            <BasisLine basis={data.basis} />
            <SignsCard data={data} onEdit={() => setEditing(true)} />
            <SpreadCard data={data} />
            {(["segment", "unit"] as const).map((by) => (
              <RowsCard key={by} data={data} by={by} />
            ))}
          </>
        )}
      </Loaded>
      {isEditing ? <ModelForm onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

/** Which of the five are known, said plainly. */
function SignsCard({ data, onEdit }: { readonly data: Index; readonly onEdit: () => void }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const mayEdit = useMay()("analysis:write");
  const { indicators, model, basis } = data;
  const known = indicators.filter(({ n, hasSource }) => hasSource && n !== 0).length;
  return (
    <Card
      title={t("signs.title")}
      caption={t("signs.caption", { version: basis.modelVersion })}
      link={
        mayEdit ? (
          <Button size="small" onClick={onEdit}>
            {t("signs.edit")}
          </Button>
        ) : undefined
      }
      foot={<span>{t("signs.rule")}</span>}
    >
      <p className="loyalty-verdict" role="status">
        {known < 3 ? t("signs.tooFew", { count: known }) : t("signs.known", { count: known })}
      </p>
      <Table
        caption={t("signs.title")}
        rows={indicators}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "name",
            title: t("signs.sign"),
            cell: ({ name }) => (
              <span className="loyalty-name">
                <b>{t(`sign.${name}`)}</b>
                <span className="caption">{t(`signAbout.${name}`)}</span>
              </span>
            ),
          },
          { key: "weight", title: t("signs.weight"), figure: true, cell: ({ weight }) => weight },
          {
            key: "cuts",
            title: t("signs.cuts"),
            figure: true,
            cell: ({ name }) => `${model.indicators[name].disloyal} → 0 · ${model.indicators[name].loyal} → 100`,
          },
          {
            key: "n",
            title: "n",
            figure: true,
            cell: ({ n, hasSource }) =>
              !hasSource ? (
                <span className="caption">{t("signs.noSource")}</span>
              ) : n === null ? (
                <HiddenMark why="SMALL" k={basis.k} />
              ) : (
                format.count(n)
              ),
          },
          { key: "mean", title: t("signs.mean"), figure: true, cell: ({ mean }) => (mean === null ? "—" : format.figure("index", mean)) },
        ]}
      />
    </Card>
  );
}

function SpreadCard({ data }: { readonly data: Index }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const download = useLoyaltyDownload(data.basis);
  const { scored, unscored, mean, interval, distribution, basis, model } = data;
  const title = t("spread.title");
  if (scored === null || mean === null)
    return (
      <Card title={title}>
        <EmptyState title={t("spread.none", { k: basis.k })} about={t("spread.noneAbout")} />
      </Card>
    );
  const most = Math.max(1, ...distribution.map(({ n }) => n ?? 0));
  const facts = [
    t("spread.base", { n: format.count(scored) }),
    unscored ? t("spread.unscored", { n: format.count(unscored) }) : "",
    t("spread.tiers", { silver: model.silverFrom, gold: model.goldFrom }),
    distribution.some(({ n }) => n === null) ? t("spread.hidden", { k: basis.k }) : "",
  ].filter((fact) => fact !== "");
  return (
    <ChartCard
      title={title}
      caption={t("spread.caption")}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={
        <Table
          caption={title}
          rows={distribution}
          rowKey={({ from }) => from}
          columns={[
            { key: "range", title: t("spread.range"), cell: ({ from, to }) => `${from}–${to}` },
            {
              key: "n",
              title: "n",
              figure: true,
              cell: ({ n }) => (n === null ? <HiddenMark why="SMALL" k={basis.k} /> : format.count(n)),
            },
          ]}
        />
      }
      download={download(
        title,
        { columns: [t("spread.range"), "n"], rows: distribution.map(({ from, to, n }) => [`${from}–${to}`, n]) },
        facts,
      )}
    >
      <p className="loyalty-big">
        {format.figure("index", mean)}{" "}
        <span className="caption">
          {interval === null ? "" : `${t("interval")} ${format.interval("index", interval)} · `}n {format.count(scored)}
        </span>
      </p>
      <ol className="loyalty-spread">
        {distribution.map(({ from, to, n }) => (
          <li key={from}>
            <span className="caption">{n === null ? "·" : format.count(n)}</span>
            <i
              style={{ height: `${n === null ? 2 : Math.max(n > 0 ? 2 : 0, (110 * n) / most)}px` }}
              data-hidden={n === null}
              aria-hidden="true"
            />
            <span className="caption">
              {from}
              <span className="visually-hidden">–{to}</span>
            </span>
          </li>
        ))}
      </ol>
    </ChartCard>
  );
}

function RowsCard({ data, by }: { readonly data: Index; readonly by: "segment" | "unit" }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const download = useLoyaltyDownload(data.basis);
  const rows = data.rows.filter((row) => row.by === by);
  if (rows.length < 2) return null;
  const title = t(`rows.${by}`);
  return (
    <ChartCard
      title={title}
      table={null}
      foot={<span>{t(`rows.${by}Rule`)}</span>}
      download={download(title, {
        columns: [t(`rows.${by}Name`), "n", t("spread.mean"), t("low"), t("high")],
        rows: rows.map((row) => [format.words(row.label), row.n, row.mean, row.interval?.low ?? null, row.interval?.high ?? null]),
      })}
    >
      <Table
        caption={title}
        rows={rows}
        rowKey={({ id }) => id}
        pageSize={12}
        more={(count) => t("more", { count })}
        start={{ key: "mean", down: true }}
        columns={[
          { key: "label", title: t(`rows.${by}Name`), cell: ({ label }) => format.words(label), sort: ({ label }) => format.words(label) },
          {
            key: "n",
            title: "n",
            figure: true,
            sort: ({ n }) => n,
            cell: ({ n, hidden }) => (n === null ? <HiddenMark why={hidden} k={data.basis.k} /> : format.count(n)),
          },
          {
            key: "mean",
            title: t("spread.mean"),
            figure: true,
            sort: ({ mean }) => mean,
            cell: ({ mean }) => <b>{mean === null ? "—" : format.figure("index", mean)}</b>,
          },
          { key: "interval", title: t("interval"), figure: true, cell: ({ interval }) => format.interval("index", interval) },
        ]}
      />
    </ChartCard>
  );
}
