import type { EffectResult } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import type { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { ScrollBox } from "../../ui/scroll-box.js";
import { useEffectWords } from "./words.js";

/** The four cells and what is left of the change: the arithmetic of the verdict. */
export function CellsCard({ result, download }: { readonly result: EffectResult; readonly download: ReturnType<typeof useDownload> }) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { plan, groups, effect } = result;
  const words = useEffectWords(plan.metric);
  const title = t("cells.title", { before: words.length(plan.beforeDays), after: words.length(plan.afterDays) });
  if (groups === null) {
    return (
      <Card title={title}>
        <EmptyState title={t("cells.none")} about={t("cells.noneAbout")} />
      </Card>
    );
  }
  const facts = [
    t("cells.foot"),
    effect === null
      ? t(result.verdict === "tooEarly" ? "cells.early" : "cells.notTold")
      : [t("interval", { ends: words.interval(effect.interval) }), words.p(effect.p)].join(" · "),
  ];
  const sides = ["treated", "comparison"] as const;
  const table = (
    <ScrollBox label={title}>
      <table className="table effects-cells">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.group")}</th>
            <th scope="col" className="number">
              {t("column.before")}
            </th>
            <th scope="col" className="number">
              {t("column.after")}
            </th>
            <th scope="col" className="number">
              {t("column.change")}
            </th>
          </tr>
        </thead>
        <tbody>
          {sides.map((side) => {
            const { units, before, after, change } = groups[side];
            return (
              <tr key={side}>
                <td>
                  <i className="effects-dot" data-group={side} aria-hidden="true" /> {t(`group.${side}`)}{" "}
                  <span className="caption">{t("units", { count: units })}</span>
                </td>
                <td className="number">
                  <b className="strong">{words.value(before.value)}</b> <span className="caption">n {format.count(before.n)}</span>
                </td>
                <td className="number">
                  <b className="strong">{words.value(after.value)}</b> <span className="caption">n {format.count(after.n)}</span>
                </td>
                <td className="number">{words.difference(change)}</td>
              </tr>
            );
          })}
          <tr>
            <td className="strong">{t("cells.effect")}</td>
            <td colSpan={2} className="number caption">
              {effect === null ? "" : t("interval", { ends: words.interval(effect.interval) })}
            </td>
            <td className="number strong">{effect === null ? "—" : words.difference(effect.value)}</td>
          </tr>
        </tbody>
      </table>
    </ScrollBox>
  );
  return (
    <ChartCard
      title={title}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={null}
      download={download(
        title,
        {
          columns: [
            t("column.group"),
            t("column.units"),
            t("column.before"),
            t("column.nBefore"),
            t("column.after"),
            t("column.nAfter"),
            t("column.change"),
            t("column.low"),
            t("column.high"),
          ],
          rows: [
            ...sides.map((side) => {
              const { units, before, after, change } = groups[side];
              return [t(`group.${side}`), units, before.value, before.n, after.value, after.n, change, null, null];
            }),
            [
              t("cells.effect"),
              null,
              null,
              null,
              null,
              null,
              effect?.value ?? null,
              effect?.interval.low ?? null,
              effect?.interval.high ?? null,
            ],
          ],
        },
        facts,
      )}
    >
      {table}
    </ChartCard>
  );
}
