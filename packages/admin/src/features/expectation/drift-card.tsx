import { api, type In, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { Numbers } from "../../download/index.js";
import { axisFor } from "../../figures/axis.js";
import { useDownload } from "../../figures/statement-facts.js";
import { type Format, useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { PairLines } from "./pair-lines.js";
import type { ExpectationSearch } from "./search.js";

type Drift = Out<typeof api.expectation.drift>;
export type DriftRow = Drift["rows"][number];

/** How expectations move: those that drift first, each beside what was perceived, all on one axis. */
export function DriftCard(props: {
  readonly query: NonNullable<In<typeof api.expectation.drift>["query"]>;
  readonly search: ExpectationSearch;
  readonly onChange: (part: ExpectationSearch) => void;
}) {
  const { t } = useTranslation(["expectation", "figures"]);
  const format = useFormat();
  const { query, search, onChange } = props;
  const by = search.step ?? ("month" as const);
  const found = useReading(api.expectation.drift, { query: { ...query, from: undefined, by, periods: by === "month" ? 12 : 8 } });
  const download = useDownload(found.data?.statement, search);
  const rows = inOrder(found.data?.rows ?? []);
  const values = rows
    .flatMap(({ points }) => points.flatMap(({ e, p, figure }) => (figure.base === "low" ? [] : [e, p])))
    .filter((value) => value !== null);
  const axis = values.length === 0 ? null : axisFor(values, 5);
  const facts = found.data === undefined ? [] : [t("drift.foot", { count: found.data.tested }), t("drift.rule")];
  return (
    <ChartCard
      className="expectation-drift"
      title={t("drift.title")}
      caption={t(`drift.caption.${by}`)}
      tools={
        <Select<"month" | "quarter">
          size="small"
          aria-label={t("drift.step")}
          popupMatchSelectWidth={false}
          value={by}
          options={(["month", "quarter"] as const).map((value) => ({ value, label: t(`drift.by.${value}`) }))}
          onChange={(value) => onChange({ step: value === "month" ? undefined : value })}
        />
      }
      legend={
        <span className="caption legend">
          <i className="pair-key pair-key-e" aria-hidden="true" /> {t("figures:expected")}{" "}
          <i className="pair-key pair-key-p" aria-hidden="true" /> {t("figures:perceived")}
        </span>
      }
      foot={facts.length === 0 ? undefined : <span>{facts.join(t("semicolon"))}</span>}
      table={null}
      download={found.data === undefined ? null : download(t("drift.title"), numbersOf(rows, t, format), facts)}
    >
      <Loaded query={found} lines={8}>
        {() =>
          axis === null ? (
            <p className="quiet">{t("drift.none")}</p>
          ) : (
            <ul className="expectation-multiples">
              {rows.map((row) => (
                <li key={row.attribute}>
                  <p>
                    <span>{format.words(row.label)}</span>
                    <b>{ends(row, format)}</b>
                  </p>
                  {row.points.some(isDrawn) ? (
                    <PairLines points={row.points} drifts={row.drifts.map(({ on }) => on)} axis={{ min: axis.low, max: axis.high }} />
                  ) : (
                    <p className="pair-lines-none caption">{t("drift.thin")}</p>
                  )}
                  <Verdict row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </ChartCard>
  );
}

const isDrawn = ({ e, figure }: DriftRow["points"][number]) => e !== null && figure.base !== "low";

function ends({ points }: DriftRow, format: Format): string {
  const held = points.filter(isDrawn);
  const [first, last] = [held[0], held.at(-1)];
  return first === undefined || last === undefined ? "—" : `${format.figure("mean", first.e)} → ${format.figure("mean", last.e)}`;
}

function Verdict({ row: { drifts, slope, points } }: { readonly row: DriftRow }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const latest = drifts.at(-1);
  const moves = points.filter(({ e, stretch }) => e !== null && stretch === points.at(-1)?.stretch).length - 1;
  if (latest !== undefined) {
    return (
      <p className="caption worse">
        {t(`drift.drifted.${latest.direction}`, {
          day: format.day(latest.on),
          from: format.figure("mean", latest.from),
          to: format.figure("mean", latest.to),
        })}
      </p>
    );
  }
  if (slope?.significant)
    return (
      <p className="caption">
        {t(slope.value > 0 ? "drift.rises" : "drift.falls", {
          slope: format.difference("mean", slope.value * moves),
          ends: format.differenceInterval("mean", { low: slope.low * moves, high: slope.high * moves }),
        })}
      </p>
    );
  return <p className="caption">{t(slope === null ? "drift.few" : "drift.steady")}</p>;
}

function inOrder(rows: readonly DriftRow[]): readonly DriftRow[] {
  const weight = ({ drifts, slope }: DriftRow) => (drifts.length > 0 ? 0 : slope?.significant ? 1 : slope === null ? 3 : 2);
  return rows.filter(({ points }) => points.some(({ e }) => e !== null)).toSorted((a, b) => weight(a) - weight(b));
}

function numbersOf(rows: readonly DriftRow[], t: (key: string) => string, format: Format): Numbers {
  return {
    columns: [
      t("column.attribute"),
      t("column.from"),
      "n",
      t("figures:expected"),
      t("figures:perceived"),
      t("column.gap"),
      t("column.ratio"),
    ],
    rows: rows.flatMap(({ label, points }) =>
      points.map(({ start, e, p, gap, figure }) => [format.words(label), start, figure.n, e, p, gap, figure.value]),
    ),
  };
}
