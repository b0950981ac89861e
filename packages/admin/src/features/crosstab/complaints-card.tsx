import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { Download } from "../../download/index.js";
import { BaseMark } from "../../figures/base-mark.js";
import { type FilterSearch, queryOf } from "../../figures/filter-search.js";
import { usePlainFacts } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { type Column, Table } from "../../ui/table.js";

type Reasons = Out<typeof api.analysis.complaintReasons>;
type Row = Reasons["whole"] & { readonly key: string; readonly name: string };

/** Who caused the complaints and why, and how many of those who told us found what came of it satisfactory. */
export function ComplaintsCard({ search }: { readonly search: FilterSearch }) {
  const { t } = useTranslation(["crosstab", "cases"]);
  const format = useFormat();
  const { from, to } = queryOf(search, format.today);
  const found = useReading(api.analysis.complaintReasons, { query: { from, to, unit: search.unit } });
  const title = t("complaints.title");
  const plain = usePlainFacts({ unit: search.unit });
  const left = (["touchpoint", "segment", "channel", "survey", "topic", "sentiment", "weighting"] as const).some(
    (name) => search[name] !== undefined,
  );
  const byWhom = (data: Reasons): Row[] =>
    data.causedBy.map((row) => ({ ...row, key: row.by ?? "", name: row.by === null ? t("complaints.unsaid") : t(`cases:by.${row.by}`) }));
  const byCause = (data: Reasons): Row[] =>
    data.causes.map((row) => ({
      ...row,
      key: row.code ?? "",
      name:
        row.code === null
          ? t("complaints.unsaid")
          : t(`causeCode.${row.code}`, { ns: "cases", nsSeparator: false, defaultValue: row.code }),
    }));
  const facts = (data: Reasons) => [
    t("complaints.base", { range: format.range(data.period), n: format.count(data.n), verified: format.count(data.whole.verified) }),
    t("complaints.compared", { count: data.compared.compared, rule: t(`complaints.rule.${data.compared.rule}`) }),
    left ? t("complaints.left") : "",
  ];
  return (
    <ChartCard
      title={title}
      caption={t("complaints.caption")}
      table={null}
      download={found.data === undefined || found.data.n === 0 ? null : take(found.data)}
      foot={
        found.data === undefined ? undefined : (
          <span>
            {facts(found.data)
              .filter((fact) => fact !== "")
              .join(t("semicolon"))}
          </span>
        )
      }
    >
      <Loaded query={found} lines={6}>
        {(data) =>
          data.n === 0 ? (
            <EmptyState title={t("complaints.none")} about={t("complaints.noneAbout")} />
          ) : (
            <div className="complaint-tables">
              <ReasonTable title={t("complaints.byWhom")} rows={byWhom(data)} />
              <ReasonTable title={t("complaints.byCause")} rows={byCause(data)} />
            </div>
          )
        }
      </Loaded>
    </ChartCard>
  );

  function take(data: Reasons): Download {
    const lines = [
      ...byWhom(data).map((row) => [t("complaints.byWhom"), row] as const),
      ...byCause(data).map((row) => [t("complaints.byCause"), row] as const),
    ];
    return {
      title,
      statement: [...plain(data.period), ...facts(data).filter((fact) => fact !== "")],
      numbers: {
        columns: [
          t("complaints.table"),
          t("complaints.name"),
          "n",
          t("complaints.share"),
          t("complaints.verified"),
          t("complaints.satisfied"),
          t("complaints.fair"),
          t("complaints.low"),
          t("complaints.high"),
        ],
        rows: lines.map(([table, row]) => [
          table,
          row.name,
          row.n,
          row.share,
          row.verified,
          row.satisfied,
          row.fair?.value ?? null,
          row.fair?.low ?? null,
          row.fair?.high ?? null,
        ]),
      },
    };
  }
}

const FEW = 10;

function ReasonTable({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const percent = (share: number) => format.figure("percent", 100 * share);
  const columns: Column<Row>[] = [
    { key: "name", title, cell: ({ name }) => name },
    {
      key: "n",
      title: t("complaints.share"),
      figure: true,
      cell: ({ n, share }) => (
        <>
          {percent(share)}
          <small className="caption complaint-ends">n {format.count(n)}</small>
        </>
      ),
      sort: ({ n }) => n,
    },
    {
      key: "fair",
      title: t("complaints.fair"),
      figure: true,
      cell: ({ fair, verified, againstRest }) =>
        fair === null ? (
          "—"
        ) : (
          <>
            <span className={verified < FEW ? "quiet" : againstRest === null ? undefined : againstRest === "higher" ? "better" : "worse"}>
              {againstRest === null ? "" : againstRest === "higher" ? "▲ " : "▼ "}
              {percent(fair.value)}
            </span>
            <small className="caption complaint-ends">
              {format.interval("percent", { low: 100 * fair.low, high: 100 * fair.high })} ·{" "}
              <BaseMark figure={{ n: verified, base: verified < FEW ? "low" : "ok", suppressed: null }} />
            </small>
          </>
        ),
      sort: ({ fair, verified }) => (verified < FEW ? null : (fair?.value ?? null)),
    },
  ];
  return <Table caption={title} rows={rows} rowKey={({ key }) => key} columns={columns} />;
}
