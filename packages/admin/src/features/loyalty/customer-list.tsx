import { addressOf, api, type In, type LoyalCustomer } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { type Format, useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { type Column, Table } from "../../ui/table.js";

type Query = NonNullable<In<typeof api.loyalty.exportCustomers>["query"]>;
const PAGE = 20;

/** The customers behind a figure: names and contacts masked, looking at them is on record. */
export function CustomerList({ query, onClose }: { readonly query: Query; readonly onClose?: () => void }) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const [pages, setPages] = useState<readonly string[]>([]);
  const cursor = pages.at(-1);
  const sought = { ...query, ...(query.unit === undefined ? { unit: undefined } : {}) };
  const list = useReading(api.loyalty.customers, { query: { ...sought, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } });
  const of = query.cell ?? query.group ?? query.tier;
  const kind = query.cell !== undefined ? "cell" : query.group !== undefined ? "group" : query.tier !== undefined ? "tierName" : null;
  const title = kind === null ? t("list.all") : t("list.of", { name: t(`${kind}.${of}`) });
  return (
    <Card
      title={title}
      caption={list.data === undefined ? undefined : t("list.caption", { n: format.count(list.data.total) })}
      link={
        <span className="chart-tools">
          <a className="link-button" href={addressOf(api.loyalty.exportCustomers, { query: sought })} download>
            {t("list.export")}
          </a>
          {onClose === undefined ? null : (
            <button type="button" className="link-button" onClick={onClose}>
              {t("list.close")}
            </button>
          )}
        </span>
      }
      foot={<span>{t("list.foot")}</span>}
    >
      <Loaded query={list} lines={8}>
        {({ items, next, confidential }) => (
          <>
            {confidential === 0 ? null : <p className="caption">{t("list.confidential", { count: confidential })}</p>}
            {items.length === 0 ? (
              <EmptyState title={t("list.none")} />
            ) : (
              <Table caption={title} rows={items} rowKey={({ id }) => id} columns={columnsOf(query, t as Words, format)} />
            )}
            {next === null && pages.length === 0 ? null : (
              <p className="loyalty-pages">
                <Button disabled={pages.length === 0} onClick={() => setPages((now) => now.slice(0, -1))}>
                  {t("list.before")}
                </Button>
                <Button disabled={next === null} onClick={() => setPages((now) => (next === null ? now : [...now, next]))}>
                  {t("list.next")}
                </Button>
                <span className="caption">{t("list.page", { page: pages.length + 1 })}</span>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

type Words = (key: string, values?: Record<string, string | number>) => string;

function columnsOf(query: Query, t: Words, format: Format): Column<LoyalCustomer>[] {
  const number = (value: number | null, kind: "ratio" | "index" | "percent") => (value === null ? "—" : format.figure(kind, value));
  const isForecast = query.order === "expected" || query.order === "value" || query.order === "alive";
  const common: Column<LoyalCustomer>[] = [
    {
      key: "name",
      title: t("list.customer"),
      cell: ({ name, reach }) => (
        <span className="loyalty-name nowrap">
          {name === "" ? "—" : name}
          <span className="caption">{reach ?? ""}</span>
        </span>
      ),
    },
    { key: "unit", title: t("list.unit"), cell: ({ unit }) => <span className="nowrap">{unit === null ? "—" : format.words(unit)}</span> },
    { key: "purchases", title: t("list.purchases"), figure: true, cell: ({ purchases }) => format.count(purchases) },
    { key: "last", title: t("list.last"), figure: true, cell: ({ lastDay }) => (lastDay === null ? "—" : format.day(lastDay)) },
  ];
  if (isForecast)
    return [
      ...common,
      { key: "alive", title: t("list.alive"), figure: true, cell: ({ alive }) => number(alive === null ? null : 100 * alive, "percent") },
      { key: "expected", title: t("list.expected"), figure: true, cell: ({ expected }) => number(expected, "ratio") },
      {
        key: "value",
        title: t("list.value"),
        figure: true,
        cell: ({ value }) => (value === null ? "—" : format.count(Math.round(value))),
      },
    ];
  return [
    ...common,
    {
      key: "spent",
      title: t("list.spent"),
      figure: true,
      cell: ({ spent }) => (spent === null ? "—" : format.count(Math.round(spent))),
    },
    { key: "satisfaction", title: t("list.satisfaction"), figure: true, cell: ({ satisfaction }) => satisfaction ?? "—" },
    { key: "index", title: t("list.index"), figure: true, cell: ({ index }) => number(index, "index") },
    {
      key: "tier",
      title: t("list.tier"),
      cell: ({ tier }) =>
        tier === null ? (
          "—"
        ) : (
          <span className="loyalty-name">
            <span className="nowrap">{t(`tierName.${tier.tier}`)}</span>
            {query.tier === undefined ? null : <span className="caption">{tierWords(tier, t, format)}</span>}
          </span>
        ),
    },
  ];
}

/** Why somebody is where they are, for the clerk who is asked. */
function tierWords({ tier, was, reason, belowSince, index }: NonNullable<LoyalCustomer["tier"]>, t: Words, format: Format): string {
  const name = (one: string | null) => (one === null ? "" : t(`tierName.${one}`));
  const at = index === null ? "" : t("why.index", { index: format.figure("index", index) });
  const values = { tier: name(tier), was: name(was), below: name(belowSince) };
  const why = reason === "REACHED" && was === null ? t("why.FIRST", values) : t(`why.${reason}`, values);
  return [why, belowSince !== null && reason === "SECOND_BELOW" ? t("why.still", values) : "", at]
    .filter((part) => part !== "")
    .join(format.locale === "en" ? " " : "");
}
