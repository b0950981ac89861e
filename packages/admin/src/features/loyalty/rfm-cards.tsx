import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { ScrollBox } from "../../ui/scroll-box.js";
import { Table } from "../../ui/table.js";
import { HiddenMark, type TabProps, useLoyaltyDownload } from "./basis.js";
import { CustomerList } from "./customer-list.js";

type Groups = Out<typeof api.loyalty.groups>;

/** Customers by how lately, how often and for how much they buy, and by the month of their first purchase. */
export function RfmCards({ search, onChange }: TabProps) {
  const { unit, group } = search;
  const found = useReading(api.loyalty.groups, { query: unit === undefined ? {} : { unit } });
  return (
    <Loaded query={found} lines={8}>
      {(data) =>
        data.basis.customers === 0 ? null : (
          <>
            <GroupCard data={data} onOpen={(chosen) => onChange({ group: chosen, cell: undefined, tier: undefined })} />
            {group === undefined ? null : <CustomerList query={{ unit, group }} onClose={() => onChange({ group: undefined })} />}
            <CohortCard data={data} />
          </>
        )
      }
    </Loaded>
  );
}

function GroupCard({ data, onOpen }: { readonly data: Groups; readonly onOpen: (group: Groups["groups"][number]["group"]) => void }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const may = useMay()("voices:read");
  const download = useLoyaltyDownload(data.basis);
  const { groups, basis, repeatRate, repeatInterval, medianGapDays } = data;
  const title = t("rfm.title");
  const facts = [
    repeatRate === null
      ? ""
      : t("rfm.repeat", {
          rate: format.figure("percent", 100 * repeatRate),
          interval:
            repeatInterval === null ? "—" : format.interval("percent", { low: 100 * repeatInterval.low, high: 100 * repeatInterval.high }),
          n: format.count(basis.customers),
        }),
    medianGapDays === null ? "" : t("rfm.gap", { count: Math.round(medianGapDays) }),
    t("rfm.rule"),
  ].filter((fact) => fact !== "");
  return (
    <ChartCard
      title={title}
      caption={t("rfm.caption")}
      table={null}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      download={download(
        title,
        {
          columns: [t("rfm.group"), "n", t("share"), t("rfm.recency"), t("rfm.frequency"), t("rfm.monetary")],
          rows: groups.map((one) => [t(`group.${one.group}`), one.n, one.share, one.recencyDays, one.frequency, one.monetary]),
        },
        facts,
      )}
    >
      <Table
        caption={title}
        rows={groups}
        rowKey={({ group }) => group}
        columns={[
          {
            key: "group",
            title: t("rfm.group"),
            cell: ({ group, n }) => (
              <span className="loyalty-name">
                {may && n !== null && n > 0 ? (
                  <button type="button" className="link-button" onClick={() => onOpen(group)}>
                    {t(`group.${group}`)}
                  </button>
                ) : (
                  <b>{t(`group.${group}`)}</b>
                )}
                <span className="caption">{t(`groupAbout.${group}`)}</span>
              </span>
            ),
          },
          {
            key: "n",
            title: "n",
            figure: true,
            cell: ({ n, hidden }) => (hidden === null ? format.count(n) : <HiddenMark why={hidden} k={basis.k} />),
          },
          {
            key: "share",
            title: t("share"),
            figure: true,
            cell: ({ share }) => (share === null ? "—" : format.figure("percent", 100 * share)),
          },
          {
            key: "recency",
            title: t("rfm.recency"),
            figure: true,
            cell: ({ recencyDays }) => (recencyDays === null ? "—" : t("days", { count: Math.round(recencyDays) })),
          },
          { key: "frequency", title: t("rfm.frequency"), figure: true, cell: ({ frequency }) => format.count(frequency) },
          ...(basis.hasAmounts
            ? [
                {
                  key: "monetary",
                  title: t("rfm.monetary"),
                  figure: true,
                  cell: ({ monetary }: Groups["groups"][number]) => format.count(monetary),
                },
              ]
            : []),
        ]}
      />
    </ChartCard>
  );
}

function CohortCard({ data }: { readonly data: Groups }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const download = useLoyaltyDownload(data.basis);
  const { cohorts } = data;
  if (cohorts.length < 2) return null;
  const most = Math.max(...cohorts.map(({ active }) => active.length));
  const months = Array.from({ length: most }, (_, i) => i);
  const title = t("cohort.title");
  return (
    <ChartCard
      title={title}
      caption={t("cohort.caption")}
      table={null}
      foot={<span>{t("cohort.foot", { k: data.basis.k })}</span>}
      download={download(title, {
        columns: [t("cohort.month"), "n", ...months.map((month) => t("cohort.after", { month }))],
        rows: cohorts.map(({ month, customers, active }) => [
          month,
          customers,
          ...months.map((at) => {
            const n = active[at] ?? null;
            return n === null ? null : n / customers;
          }),
        ]),
      })}
    >
      <ScrollBox label={title}>
        <table className="table loyalty-cohorts">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("cohort.month")}</th>
              <th scope="col" className="number">
                n
              </th>
              {months.slice(1).map((month) => (
                <th key={month} scope="col" className="number">
                  {t("cohort.after", { month })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map(({ month, customers, active }) => (
              <tr key={month}>
                <th scope="row" className="nowrap">
                  {month}
                </th>
                <td className="number">{format.count(customers)}</td>
                {months.slice(1).map((at) => {
                  const n = active[at];
                  if (n === undefined) return <td key={at} />;
                  const share = n === null ? null : n / customers;
                  return (
                    <td
                      key={at}
                      className="number"
                      style={share === null ? {} : { background: `rgba(42, 116, 184, ${(0.35 * share).toFixed(3)})` }}
                    >
                      {share === null ? "·" : `${Math.round(100 * share)}%`}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </ChartCard>
  );
}
