import { api, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

type Summary = Out<typeof api.expectationSources.summary>;

/** Words or pages that no attribute stands for yet, those with most behind them first. */
export function UnmappedCard({ kind, summary }: { readonly kind: "search" | "dwell"; readonly summary: Summary }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const may = useMay();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const map = useChange(api.expectationSources.map, "expectation-sources");
  const [rows, share] = kind === "search" ? [summary.unmapped, summary.unmappedShare] : [summary.unmappedPages, summary.unmappedDwellShare];
  if (rows.length === 0) return null;
  const shared = format.figure("percent", 100 * (share ?? 0));
  return (
    <Card title={t(`unmapped.title.${kind}`)} caption={t(`unmapped.caption.${kind}`, { share: shared })}>
      <Table
        caption={t(`unmapped.title.${kind}`)}
        rows={rows}
        rowKey={({ label }) => label}
        pageSize={10}
        more={(hidden) => t("more", { count: hidden })}
        columns={[
          {
            key: "label",
            title: t(`unmapped.name.${kind}`),
            cell: ({ label }) => (label === "/…" ? t("unmapped.otherPages") : <span className="hint-label">{label}</span>),
          },
          {
            key: "volume",
            title: t(`unmapped.volume.${kind}`),
            figure: true,
            cell: ({ volume }) => (kind === "search" ? format.count(volume) : format.duration(Math.max(1, Math.round(volume / 60)), true)),
          },
          { key: "share", title: t("unmapped.share"), figure: true, cell: (row) => format.figure("percent", 100 * row.share) },
          {
            key: "map",
            title: t("unmapped.means"),
            cell: ({ label }) =>
              may("imports:run") ? (
                <Select
                  className="hint-map"
                  aria-label={t("unmapped.meansOf", { word: label })}
                  placeholder={t("unmapped.choose")}
                  showSearch={{ optionFilterProp: "label" }}
                  popupMatchSelectWidth={false}
                  options={(vocabulary?.attributes ?? []).map(({ code, name }) => ({ value: code, label: format.words(name) }))}
                  onChange={(attribute: string) => map.mutate({ body: { kind, label, attribute } })}
                />
              ) : (
                "—"
              ),
          },
        ]}
      />
      {map.isError ? <ProblemNotice problem={problemOf(map.error)} /> : null}
    </Card>
  );
}
