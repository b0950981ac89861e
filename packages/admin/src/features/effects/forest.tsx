import { axisFor, placeOn } from "../../figures/axis.js";

export type ForestRow = {
  readonly name: string;
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly isMain: boolean;
};

/** Effects with their intervals about zero, one below the other. */
export function Forest({
  rows,
  tick,
  caption,
}: {
  readonly rows: readonly ForestRow[];
  readonly tick: (value: number) => string;
  readonly caption: string;
}) {
  const axis = axisFor([0, ...rows.flatMap(({ value, interval }) => [value, interval.low, interval.high])]);
  const left = (at: number) => `${100 * placeOn(axis, at)}%`;
  const width = ({ low, high }: ForestRow["interval"]) => `${100 * (placeOn(axis, high) - placeOn(axis, low))}%`;
  const words = rows.map(({ name, value, interval }) => `${name} ${tick(value)} (${tick(interval.low)}, ${tick(interval.high)})`);
  return (
    <div className="effects-forest" role="img" aria-label={[caption, ...words].join(". ")}>
      {rows.map(({ name, value, interval, isMain }) => (
        <div key={name} className="effects-forest-row" data-main={isMain}>
          <span>{name}</span>
          <span className="effects-forest-track">
            {axis.ticks.map((at) => (
              <i key={at} className="effects-forest-tick" data-zero={at === 0} style={{ left: left(at) }} />
            ))}
            <i className="effects-forest-line" style={{ left: left(interval.low), width: width(interval) }} />
            <i className="effects-forest-dot" style={{ left: left(value) }} />
          </span>
        </div>
      ))}
      <div className="effects-forest-row caption">
        <span>{caption}</span>
        <span className="effects-forest-track">
          {axis.ticks.map((at) => (
            <span key={at} className="effects-forest-label" style={{ left: left(at) }}>
              {tick(at).replace(/ .*$/, "")}
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
