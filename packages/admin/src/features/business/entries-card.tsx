import { api, type BusinessEntry, type BusinessFigure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { type Column, Table } from "../../ui/table.js";

/** Every import and correction of a figure; each is undone as a whole, and put back as a whole. */
export function EntriesCard({ figure }: { readonly figure: BusinessFigure }) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const entries = useReading(api.business.entries, { params: { id: figure.id } });
  const undo = useChange(api.business.undo, "business");
  const redo = useChange(api.business.redo, "business");
  const failed = undo.error ?? redo.error;
  const columns: Column<BusinessEntry>[] = [
    {
      key: "at",
      title: t("column.at"),
      cell: ({ at, undoneAt }) => (
        <>
          {format.moment(at)} {undoneAt === null ? null : <span className="tag">{t("cell.undone")}</span>}
        </>
      ),
    },
    { key: "kind", title: t("column.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
    {
      key: "source",
      title: t("column.source"),
      cell: ({ source, fileName }) => <span className="business-wide">{fileName === null ? source : `${source} (${fileName})`}</span>,
    },
    { key: "rows", title: t("column.values"), figure: true, cell: ({ rows }) => format.count(rows) },
    { key: "by", title: t("column.by"), cell: ({ by }) => by ?? "—" },
    {
      key: "undo",
      title: t("column.actions"),
      cell: ({ entryId, undoneAt, undoneBy, mayUndo }) =>
        !mayUndo ? null : undoneAt === null ? (
          <button
            type="button"
            className="link-button nowrap"
            disabled={undo.isPending}
            onClick={() => undo.mutate({ params: { id: entryId } })}
          >
            {t("entries.undo")}
          </button>
        ) : (
          <span title={undoneBy ?? undefined}>
            <button
              type="button"
              className="link-button nowrap"
              disabled={redo.isPending}
              onClick={() => redo.mutate({ params: { id: entryId } })}
            >
              {t("entries.redo")}
            </button>
          </span>
        ),
    },
  ];
  return (
    <Card title={t("entries.title")} caption={t("entries.caption")}>
      {failed === null ? null : <ProblemNotice problem={problemOf(failed)} />}
      <Loaded query={entries} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("entries.none")}</p>
          ) : (
            <Table
              caption={t("entries.title")}
              rows={items}
              rowKey={({ entryId }) => entryId}
              columns={items.some(({ mayUndo }) => mayUndo) ? columns : columns.slice(0, -1)}
              pageSize={8}
              more={(count) => t("more", { count })}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
