import type { ReactNode } from "react";

/** A share as a bar beside its figure, its interval as a line on it; all bars of a column begin at one place. */
export function ShareBar(props: {
  /** of the longest bar, 0..1 */
  readonly share: number;
  readonly ends?: { readonly low: number; readonly high: number };
  readonly children: ReactNode;
}) {
  const { share, ends, children } = props;
  return (
    <span className="price-share">
      <span className="price-bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
        {ends === undefined ? null : <b style={{ left: `${100 * ends.low}%`, width: `${100 * (ends.high - ends.low)}%` }} />}
      </span>
      <span className="price-share-figure">{children}</span>
    </span>
  );
}
