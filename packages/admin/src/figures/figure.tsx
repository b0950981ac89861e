import type { Figure as FigureData } from "@manyi/contracts";
import type { ReactNode } from "react";
import { BaseMark } from "./base-mark.js";
import { Against } from "./change.js";
import { Interval } from "./interval.js";
import { Value } from "./value.js";

/**
 * A headline number with everything it may not stand without: interval, comparison, base.
 *
 * @param link wraps the value, so that the number opens the voices behind it
 * @param aside what stands beside the value: a tag, the parts of a ratio
 */
export function Figure(props: {
  readonly figure: FigureData;
  readonly link?: (value: ReactNode) => ReactNode;
  readonly beside?: ReactNode;
  readonly scale?: string | undefined;
}) {
  const { figure, link = (value) => value, beside, scale } = props;
  return (
    <div className="figure">
      <div className="figure-line">
        <span className="figure-value">{link(<Value figure={figure} />)}</span>
        {beside}
        <span className="figure-facts">
          <Interval figure={figure} />
          <Against figure={figure} />
        </span>
      </div>
      <div className="caption">
        <BaseMark figure={figure} />
        {scale === undefined ? null : ` · ${scale}`}
      </div>
    </div>
  );
}
