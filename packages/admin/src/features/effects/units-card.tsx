import type { EffectResult } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { BaseMark } from "../../figures/base-mark.js";
import type { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import { useEffectWords } from "./words.js";

type Unit = EffectResult["units"][number];

/** Every unit before and after, and why one takes no part. */
export function UnitsCard({ result, download }: { readonly result: EffectResult; readonly download: ReturnType<typeof useDownload> }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { units, plan, starts } = result;
  const words = useEffectWords(plan.metric);
  const title = t("unitTable.title");
  const left = units.filter((unit) => unit.left !== null);
  const facts = [t("unitTable.foot"), left.length === 0 ? "" : t("unitTable.left", { count: left.length })].filter((fact) => fact !== "");
  const groupOf = ({ isTreated }: Unit) => t(isTreated ? "group.treated" : "group.comparison");
  return (
    <ChartCard
      title={title}
      caption={t("unitTable.caption")}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={null}
      download={download(
        title,
        {
          columns: [
            t("column.unit"),
            t("column.group"),
            t("column.start"),
            t("column.before"),
            t("column.nBefore"),
            t("column.after"),
            t("column.nAfter"),
            t("column.change"),
          ],
          rows: units.map((unit) => [
            format.words(unit.unit.name),
            groupOf(unit),
            unit.startOn,
            unit.before.value,
            unit.before.n,
            unit.after.value,
            unit.after.n,
            unit.change,
          ]),
        },
        facts,
      )}
    >
      <Table
        caption={title}
        rows={units}
        rowKey={({ unit }) => unit.id}
        columns={[
          { key: "unit", title: t("column.unit"), cell: ({ unit }) => format.words(unit.name) },
          {
            key: "group",
            title: t("column.group"),
            cell: (unit) => (
              <span className="nowrap">
                <i className="effects-dot" data-group={unit.isTreated ? "treated" : "comparison"} aria-hidden="true" /> {groupOf(unit)}
              </span>
            ),
          },
          ...(starts.length > 1
            ? [
                {
                  key: "start",
                  title: t("column.start"),
                  cell: ({ startOn }: Unit) => <span className="nowrap">{startOn === null ? "—" : format.day(startOn)}</span>,
                },
              ]
            : []),
          {
            key: "before",
            title: t("column.before"),
            figure: true,
            sort: ({ before }) => before.value,
            cell: ({ before }) => (
              <>
                <Value figure={before} /> <BaseMark figure={before} />
              </>
            ),
          },
          {
            key: "after",
            title: t("column.after"),
            figure: true,
            sort: ({ after }) => after.value,
            cell: ({ after }) => (
              <>
                <Value figure={after} /> <BaseMark figure={after} />
              </>
            ),
          },
          {
            key: "change",
            title: t("column.change"),
            figure: true,
            sort: ({ change }) => change,
            cell: ({ change, left: why }) =>
              why === null ? words.difference(change) : <span className="caption">{t(`left.${why}`)}</span>,
          },
        ]}
        more={(count) => t("more", { count })}
      />
    </ChartCard>
  );
}
