import type { SampleGroup } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { type Column, Table } from "../../ui/table.js";

/** Strata or clusters: how many people, how many drawn, and the rate. */
export function GroupTable({ caption, groups }: { readonly caption: string; readonly groups: readonly SampleGroup[] }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const columns: Column<SampleGroup>[] = [
    { key: "group", title: t("group.name"), cell: ({ label }) => (label === null ? t("unknown") : format.words(label)) },
    {
      key: "N",
      title: t("group.population"),
      figure: true,
      cell: ({ population }) => format.count(population),
      sort: ({ population }) => population,
    },
  ];
  if (groups.some(({ exact }) => exact !== null))
    columns.push({ key: "exact", title: t("group.exact"), figure: true, cell: ({ exact }) => exact?.toFixed(2) ?? "—" });
  if (groups.some(({ n }) => n !== null))
    columns.push(
      { key: "n", title: t("group.n"), figure: true, cell: ({ n }) => <b>{format.count(n)}</b>, sort: ({ n }) => n },
      {
        key: "rate",
        title: t("group.rate"),
        figure: true,
        cell: ({ rate }) => (rate === null ? "—" : format.figure("percent", 100 * rate)),
        sort: ({ rate }) => rate,
      },
    );
  return (
    <Table
      caption={caption}
      rows={groups}
      rowKey={({ code }) => code}
      columns={columns}
      pageSize={12}
      more={(count) => t("group.more", { count })}
    />
  );
}
