import { useFormat } from "../../format/index.js";

/** A difference with its interval on an axis whose middle is 0. Hollow below ten on a side. */
export function EffectTrack(props: {
  readonly effect: { readonly difference: number; readonly low: number; readonly high: number; readonly significant: boolean };
  readonly end: number;
  readonly kind: "nps" | "mean" | "correlation";
}) {
  const format = useFormat();
  const { effect, end, kind } = props;
  const at = (value: number) => 50 + (50 * Math.max(-end, Math.min(end, value))) / end;
  const tone = !effect.significant ? "unclear" : effect.difference < 0 ? "below" : "above";
  const said = `${format.difference(kind, effect.difference)} (${format.differenceInterval(kind, effect)})`;
  return (
    <span className="effect-track" title={said}>
      <i className="effect-zero" />
      <i className="effect-range" data-tone={tone} style={{ left: `${at(effect.low)}%`, width: `${at(effect.high) - at(effect.low)}%` }} />
      <i className="effect-dot" data-tone={tone} style={{ left: `${at(effect.difference)}%` }} />
      <span className="visually-hidden">{said}</span>
    </span>
  );
}
