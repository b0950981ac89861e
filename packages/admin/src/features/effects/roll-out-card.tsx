import type { EffectResult } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import type { useDownload } from "../../figures/statement-facts.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { useEffectWords } from "./words.js";

/** A roll-out in steps by time since each unit began, against those that had not begun yet. Absent where all began together. */
export function RollOutCard({ result, download }: { readonly result: EffectResult; readonly download: ReturnType<typeof useDownload> }) {
  const { t } = useTranslation("effects");
  const { rollOut, plan, stepDays } = result;
  const words = useEffectWords(plan.metric);
  if (rollOut.length === 0) return null;
  const title = t("rollOut.title");
  const when = (since: number) => {
    const length = words.length(stepDays);
    if (since < 0) return t("rollOut.before", { steps: -since, length });
    return since === 0 ? t("rollOut.first", { length }) : t("rollOut.after", { steps: since + 1, length });
  };
  return (
    <ChartCard
      title={title}
      caption={t("rollOut.caption")}
      foot={<span>{t("rollOut.foot")}</span>}
      table={null}
      download={download(
        title,
        {
          columns: [t("rollOut.when"), t("column.units"), t("cells.effect"), t("column.low"), t("column.high")],
          rows: rollOut.map(({ since, units, effect, interval }) => [
            when(since),
            units,
            effect,
            interval?.low ?? null,
            interval?.high ?? null,
          ]),
        },
        [t("rollOut.foot")],
      )}
    >
      <Table
        caption={title}
        rows={rollOut}
        rowKey={({ since }) => since}
        columns={[
          { key: "when", title: t("rollOut.when"), cell: ({ since }) => when(since) },
          { key: "units", title: t("column.units"), figure: true, cell: ({ units }) => units },
          { key: "effect", title: t("cells.effect"), figure: true, cell: ({ effect }) => words.difference(effect) },
          { key: "interval", title: t("column.interval"), figure: true, cell: ({ interval }) => words.interval(interval) },
        ]}
      />
    </ChartCard>
  );
}
