import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Table } from "../../ui/table.js";
import { type Drivers, percent, percentEnds } from "./data.js";
import type { DriversSearch } from "./search.js";

/** Everything about each driver in one row. */
export function DriverTable({ data, search }: { readonly data: Drivers; readonly search: DriversSearch }) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  return (
    <Table
      caption={t("bars.table")}
      rows={data.drivers}
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
        { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
        {
          key: "share",
          title: t("share"),
          figure: true,
          cell: ({ share }) => format.figure("percent", percent(share)),
          sort: ({ share }) => share,
        },
        { key: "interval", title: t("interval"), figure: true, cell: ({ interval }) => format.interval("percent", percentEnds(interval)) },
        { key: "group", title: t("group"), figure: true, cell: ({ group }) => group ?? "—", sort: ({ group }) => group },
        {
          key: "r",
          title: t("correlation"),
          figure: true,
          cell: ({ rankCorrelation, correlation }) => format.figure("correlation", rankCorrelation ?? correlation),
          sort: ({ rankCorrelation, correlation }) => rankCorrelation ?? correlation,
        },
        { key: "beta", title: "β", figure: true, cell: ({ beta }) => format.figure("correlation", beta), sort: ({ beta }) => beta },
        { key: "vif", title: "VIF", figure: true, cell: ({ vif }) => (vif === null ? "—" : vif.toFixed(1)), sort: ({ vif }) => vif },
        { key: "mean", title: t("mean"), figure: true, cell: ({ mean }) => format.figure("mean", mean), sort: ({ mean }) => mean },
        { key: "why", title: t("note"), cell: ({ notRanked }) => (notRanked === null ? "" : t(`notRanked.${notRanked}`)) },
      ]}
    />
  );
}
