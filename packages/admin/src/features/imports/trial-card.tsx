import type { api, Out } from "@manyi/contracts";
import { type KanoCategory, kanoCategory } from "@manyi/core/kano";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { Card } from "../../ui/card.js";
import { Table } from "../../ui/table.js";

type Trial = Out<typeof api.imports.check>;

/** How the first rows fare: how many would be taken, and each refused one with its reason. */
export function TrialCard({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const locale = useLocale();
  return (
    <Card
      title={t("trial.title", { rows: format.count(trial.rows) })}
      caption={t("trial.caption", { accepted: format.count(trial.accepted), rejected: format.count(trial.rows - trial.accepted) })}
      foot={trial.rejects.length > 0 ? <span>{t("trial.foot")}</span> : undefined}
    >
      {trial.rejects.length === 0 ? (
        <p className="better">{t("trial.clean")}</p>
      ) : (
        <Table
          caption={t("trial.rejects")}
          rows={trial.rejects}
          rowKey={({ row, column }) => `${row} ${column}`}
          columns={[
            { key: "row", title: t("trial.row"), cell: ({ row }) => row },
            { key: "column", title: t("trial.column"), cell: ({ column }) => column ?? "—" },
            { key: "value", title: t("trial.value"), cell: ({ value }) => value ?? "—" },
            { key: "why", title: t("trial.why"), cell: ({ message }) => message[locale] },
          ]}
        />
      )}
      <Preview trial={trial} />
    </Card>
  );
}

/** The first rows as they would be stored. */
function Preview({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation(["imports", "kano"]);
  const format = useFormat();
  if (trial.preview.length === 0) return null;
  return (
    <>
      <h3 className="import-sub">{t("trial.preview")}</h3>
      <Table
        caption={t("trial.preview")}
        rows={trial.preview}
        rowKey={({ row }) => String(row)}
        columns={[
          { key: "row", title: t("trial.row"), cell: ({ row }) => String(row) },
          { key: "day", title: t("trial.day"), cell: ({ day }) => (typeof day === "number" ? format.day(dayOf(day)) : "—") },
          { key: "scores", title: t("trial.scores"), cell: ({ scores }) => scoreWords(scores, (one) => t(`kano:category.${one}`)) },
          {
            key: "comment",
            title: t("trial.comment"),
            cell: ({ comment }) => (typeof comment === "string" && comment !== "" ? comment : "—"),
          },
        ]}
      />
    </>
  );
}

const dayOf = (localDay: number) => new Date(localDay * 86_400_000).toISOString().slice(0, 10);

/** Scores by what they measure; the two halves of a Kano pair as the category they make. */
function scoreWords(scores: unknown, categoryName: (category: KanoCategory) => string): string {
  if (typeof scores !== "object" || scores === null) return "—";
  const known = new Map<string, unknown>(Object.entries(scores));
  const parts = [...known].flatMap(([metric, value]) => {
    const [family, attribute = ""] = [metric.slice(0, metric.indexOf(":") + 1), metric.slice(metric.indexOf(":") + 1)];
    const other = known.get(`kd:${attribute}`);
    if (family === "kf:" && typeof value === "number" && typeof other === "number")
      return [`${attribute} ${categoryName(kanoCategory(value, other))}`];
    return family === "kd:" && known.has(`kf:${attribute}`) ? [] : [`${metric.replace(/^p:/, "")} ${value}`];
  });
  return parts.length === 0 ? "—" : parts.join(" · ");
}
