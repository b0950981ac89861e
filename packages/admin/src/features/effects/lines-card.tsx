import type { EffectResult, TimelineNote } from "@manyi/contracts";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BaseMark } from "../../figures/base-mark.js";
import { NoteList, useNotes } from "../../figures/note-list.js";
import type { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { Chart } from "../../ui/chart.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";
import { twoLines } from "./two-lines.js";
import { tight, useEffectWords } from "./words.js";

const NO_NOTES: readonly TimelineNote[] = [];

type Line = Pick<EffectResult, "lines"> & {
  readonly metric: string;
  readonly starts: readonly { readonly on: string; readonly units: number }[];
  readonly stepDays: number;
};

/** Both groups by week or by four weeks, with a rule on the day something began. */
export function LinesCard({ result, download }: { readonly result: EffectResult; readonly download: ReturnType<typeof useDownload> }) {
  const { t } = useTranslation("effects");
  const words = useEffectWords(result.plan.metric);
  const format = useFormat();
  const breaks = result.breaks.map(({ on }) => format.day(on));
  const { plan, lines } = result;
  const named = new Set([...plan.treated.map(({ unit }) => unit.id), ...plan.comparison.map(({ id }) => id)]);
  const points = (lines[0]?.points ?? []).map((figure) => ({ start: figure.period.from, figure, stretch: 0 }));
  const notes = useNotes(points, undefined).filter(({ unit }) => unit === null || named.has(unit.id));
  return (
    <TwoLines
      line={{ ...result, metric: result.plan.metric }}
      title={t("lines.title", { metric: words.name })}
      download={download}
      notes={notes}
      note={breaks.length === 0 ? "" : t("lines.breaks", { days: breaks.join(t("comma")) })}
    />
  );
}

/** The lines of a comparison, of what was agreed on or of what is being planned. */
export function TwoLines(props: {
  readonly line: Line;
  readonly title: string;
  readonly note?: string;
  /** what else happened at the time */
  readonly notes?: readonly TimelineNote[];
  readonly download: ReturnType<typeof useDownload>;
}) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { line, title, note = "", notes = NO_NOTES, download } = props;
  const { lines, starts, metric, stepDays } = line;
  const words = useEffectWords(metric);
  const option = useMemo(
    () =>
      twoLines({
        lines,
        metric,
        starts: starts.map(({ on, units }) => ({
          on,
          label:
            starts.length > 1
              ? t("lines.startOf", { day: format.day(on), count: units })
              : tight(t("lines.start", { day: format.day(on) })),
        })),
        notes,
        names: { treated: t("group.treated"), comparison: t("group.comparison") },
        value: words.value,
        interval: ({ interval }) => format.interval(words.kind, interval),
        format,
      }),
    [lines, metric, starts, notes, t, format, words.value, words.kind],
  );
  const bases = (group: "treated" | "comparison") => {
    const shown = lines.find((one) => one.group === group)?.points.flatMap(({ n }) => (n === null ? [] : [n])) ?? [];
    return shown.length === 0 ? "" : t("lines.bases", { group: t(`group.${group}`), low: Math.min(...shown), high: Math.max(...shown) });
  };
  const facts = [t("lines.all"), bases("treated"), bases("comparison"), note].filter((fact) => fact !== "");
  const rows = lines.flatMap(({ group, points }) => points.map((figure) => ({ group, figure })));
  return (
    <ChartCard
      title={title}
      caption={t(stepDays === 7 ? "lines.byWeek" : "lines.byFour")}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      download={
        option === null
          ? null
          : download(
              title,
              {
                columns: [t("column.group"), t("column.from"), t("column.to"), "n", words.name, t("column.low"), t("column.high")],
                rows: rows.map(({ group, figure }) => [
                  t(`group.${group}`),
                  figure.period.from,
                  figure.period.to,
                  figure.n,
                  figure.value,
                  figure.interval?.low ?? null,
                  figure.interval?.high ?? null,
                ]),
              },
              facts,
            )
      }
      table={
        option === null ? null : (
          <Table
            caption={title}
            rows={rows}
            rowKey={({ group, figure }) => `${group} ${figure.period.from}`}
            columns={[
              { key: "group", title: t("column.group"), cell: ({ group }) => t(`group.${group}`) },
              { key: "period", title: t("column.period"), cell: ({ figure }) => format.range(figure.period) },
              { key: "n", title: "n", figure: true, cell: ({ figure }) => <BaseMark figure={figure} bare /> },
              { key: "value", title: words.name, figure: true, cell: ({ figure }) => <Value figure={figure} /> },
              {
                key: "interval",
                title: t("column.interval"),
                figure: true,
                cell: ({ figure }) => format.interval(words.kind, figure.interval),
              },
            ]}
          />
        )
      }
    >
      {option === null ? (
        <EmptyState title={t("lines.none")} about={t("lines.noneAbout")} />
      ) : (
        <>
          <Chart option={option} height={280} label={t("lines.label", { metric: words.name })} />
          {notes.length === 0 ? null : <p className="caption">{t("notes")}</p>}
          <NoteList notes={notes} />
        </>
      )}
    </ChartCard>
  );
}
