import type { QuotaPlanView } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Table } from "../../ui/table.js";
import { useLabels } from "./labels.js";

type Change = QuotaPlanView["history"][number];

/** What was changed while it ran: who, when, from and to. */
export function HistoryCard({ history }: { readonly history: QuotaPlanView["history"] }) {
  const { t } = useTranslation("quotas");
  const format = useFormat();
  const { cellOf } = useLabels();
  const named = ({ action, from, to }: Change) => {
    const spelled = (value: string | null) =>
      value === null
        ? t(action === "counts_from" ? "start.none" : "history.nothing")
        : action === "mode"
          ? t(`mode.${value}`)
          : action === "counts_from"
            ? format.day(value)
            : format.count(Number(value));
    return from === null && to === null
      ? t(`history.${action}`)
      : t("history.fromTo", { what: t(`history.${action}`), from: spelled(from), to: spelled(to) });
  };
  return (
    <Card title={t("history.title")} caption={t("history.caption")}>
      <Table
        caption={t("history.title")}
        rows={history.map((change, place) => ({ ...change, place }))}
        rowKey={({ place }) => place}
        pageSize={8}
        more={(hidden) => t("more", { count: hidden })}
        columns={[
          { key: "at", title: t("history.at"), cell: ({ at }) => format.moment(at) },
          { key: "what", title: t("history.what"), cell: named },
          { key: "cell", title: t("history.cell"), cell: (change) => (change.action === "counts_from" ? "—" : cellOf(change)) },
          { key: "by", title: t("history.by"), cell: ({ by }) => by ?? t("history.system") },
        ]}
      />
    </Card>
  );
}
