import { api, type BusinessFigure } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { type Column, Table } from "../../ui/table.js";
import { monthText, originFacts } from "./amounts.js";
import { DefinitionForm } from "./definition-form.js";
import { EntriesCard } from "./entries-card.js";
import { ImportDrawer } from "./import-drawer.js";
import type { LinkageSearch } from "./search.js";
import { SheetCard } from "./sheet-card.js";

/** What the business counts: definitions, the values of one figure, and how they came in. */
export function FiguresTab(props: {
  readonly figure: BusinessFigure;
  readonly figures: readonly BusinessFigure[];
  readonly mayAdd: boolean;
  readonly onChange: (part: LinkageSearch) => void;
  readonly onAdd: () => void;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const may = useMay();
  const { figure, figures, mayAdd, onChange, onAdd } = props;
  const [editing, setEditing] = useState<BusinessFigure | null>(null);
  const [isImporting, setImporting] = useState(false);
  const retire = useChange(api.business.retire, "business");
  const restore = useChange(api.business.restore, "business");
  const columns: Column<BusinessFigure>[] = [
    {
      key: "name",
      title: t("column.name"),
      cell: (one) => (
        <>
          <button type="button" className="link-button" aria-pressed={one.id === figure.id} onClick={() => onChange({ figure: one.id })}>
            {format.words(one.name)}
          </button>
          {one.unit === "" ? null : <span className="quiet"> {one.unit}</span>}
          {one.isRetired ? <span className="tag">{t("figures.retired")}</span> : null}
        </>
      ),
    },
    { key: "direction", title: t("column.direction"), cell: ({ direction }) => t(`direction.${direction}`) },
    { key: "rollup", title: t("column.rollup"), cell: ({ rollup }) => t(`rollup.${rollup}`) },
    {
      key: "values",
      title: t("column.values"),
      cell: ({ values, units, from, to }) => (
        <span className="business-wide">
          {from === null || to === null
            ? t("figures.empty")
            : t("figures.holds", {
                values: format.count(values),
                units: format.count(units),
                from: monthText(from, format),
                to: monthText(to, format),
              })}
        </span>
      ),
    },
    {
      key: "latest",
      title: t("column.latest"),
      cell: ({ latest, source }) => (
        <span className="business-wide" title={latest?.by ?? undefined}>
          {latest === null ? source : originFacts([latest], format).join("")}
        </span>
      ),
    },
    { key: "owner", title: t("column.owner"), cell: ({ owner }) => owner ?? "—" },
    {
      key: "change",
      title: t("column.actions"),
      cell: (one) =>
        one.mayChange ? (
          <span className="business-actions">
            {one.isRetired ? (
              <button type="button" className="link-button nowrap" onClick={() => restore.mutate({ params: { id: one.id } })}>
                {t("figures.restore")}
              </button>
            ) : (
              <>
                <button type="button" className="link-button nowrap" onClick={() => setEditing(one)}>
                  {t("figures.change")}
                </button>
                <button type="button" className="link-button nowrap" onClick={() => retire.mutate({ params: { id: one.id } })}>
                  {t("figures.retire")}
                </button>
              </>
            )}
          </span>
        ) : null,
    },
  ];
  const failed = retire.error ?? restore.error;
  return (
    <div className="business-cards">
      <Card
        title={t("figures.title")}
        caption={t("figures.caption")}
        link={mayAdd ? <Button onClick={onAdd}>{t("figures.add")}</Button> : undefined}
      >
        {failed === null ? null : <ProblemNotice problem={problemOf(failed)} />}
        <Table caption={t("figures.title")} rows={figures} rowKey={({ id }) => id} columns={mayAdd ? columns : columns.slice(0, -1)} />
      </Card>
      <SheetCard
        key={figure.id}
        figure={figure}
        action={
          may("business:write") && !figure.isRetired ? (
            <Button type="primary" onClick={() => setImporting(true)}>
              {t("import.open")}
            </Button>
          ) : undefined
        }
      />
      <EntriesCard figure={figure} />
      {editing === null ? null : <DefinitionForm figure={editing} onClose={() => setEditing(null)} />}
      {isImporting ? <ImportDrawer figure={figure} onClose={() => setImporting(false)} /> : null}
    </div>
  );
}
