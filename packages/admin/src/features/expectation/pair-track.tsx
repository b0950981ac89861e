import { useTranslation } from "react-i18next";
import { placeOn } from "../../figures/axis.js";
import { useFormat } from "../../format/index.js";
import type { GapRow } from "./gaps-card.js";
import "../../figures/rowchart.css";

/** Expectation as a ring and perception as a dot on the attribute's own scale; their numbers stand beside them. */
export function PairTrack({
  pair: { e, p, figure },
  scale,
}: {
  readonly pair: Pick<GapRow, "e" | "p" | "figure">;
  readonly scale: { min: number; max: number };
}) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  if (e === null || p === null) return <span className="quiet">—</span>;
  const axis = { low: scale.min, high: scale.max, ticks: [] };
  const at = (value: number) => `${100 * placeOn(axis, value)}%`;
  return (
    <span className="pair" data-base={figure.base}>
      <span className="visually-hidden">{t("words", { e: format.figure("mean", e), p: format.figure("mean", p) })}</span>
      <span className="pair-number" aria-hidden="true">
        {format.figure("mean", e)} → {format.figure("mean", p)}
      </span>
      <span className="pair-track" aria-hidden="true">
        <i
          className="pair-line"
          data-below={p < e}
          style={{ left: at(Math.min(e, p)), width: `${100 * Math.abs(placeOn(axis, p) - placeOn(axis, e))}%` }}
        />
        <i className="dot dot-expected" style={{ left: at(e) }} />
        <i className={`dot ${p < e ? "dot-below" : "dot-above"}`} style={{ left: at(p) }} />
      </span>
    </span>
  );
}
