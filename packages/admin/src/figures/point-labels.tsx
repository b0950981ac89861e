import { type RefCallback, useCallback, useState } from "react";
import { type Box, placeLabels } from "./place-labels.js";
import "./point-labels.css";

export type Size = { readonly width: number; readonly height: number };
export type NamedPoint = {
  readonly name: string;
  readonly text: string;
  /** pixels from the upper left corner of the plot */
  readonly x: number;
  readonly y: number;
  readonly isStrong?: boolean;
};

/** Below this width names would leave no room for the points: numbers stand at the points and a key below names them. */
const NARROW = 420;

/** The width and height an element has on the page, kept up to date. `null` before it is drawn. */
export function useSize(): readonly [RefCallback<HTMLElement>, Size | null] {
  const [size, setSize] = useState<Size | null>(null);
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [watch, size];
}

/** Whether points of a plot this wide are numbered instead of named. */
export const isNumbered = (size: Pick<Size, "width">) => size.width < NARROW;

/** Names of points, as SVG marks: none covers another or a point, and a name that stands away is tied to its point by a line. */
export function PointLabels(props: {
  /** the most important first */
  readonly points: readonly NamedPoint[];
  readonly frame: Size;
  readonly avoid?: { readonly never?: readonly Box[]; readonly rather?: readonly Box[] };
}) {
  const { points, frame, avoid } = props;
  const numbered = isNumbered(frame);
  const sizeOf = ({ isStrong }: NamedPoint) => (isStrong ? 13 : 12);
  const texts = new Map(points.map((point, at) => [point.name, numbered ? String(at + 1) : point.text]));
  const placed = placeLabels(
    points.map((point) => ({ ...point, text: texts.get(point.name) ?? "", size: sizeOf(point) })),
    frame,
    avoid,
  );
  return points.map((point) => {
    const label = placed.get(point.name);
    if (label === undefined) return null;
    return (
      <g key={point.name}>
        {label.line === null ? null : <line {...label.line} stroke="var(--control)" strokeWidth={0.75} />}
        <text
          className="point-label"
          x={label.x}
          y={label.y}
          textAnchor="middle"
          fontSize={sizeOf(point)}
          fontWeight={point.isStrong ? 600 : 400}
          fill={point.isStrong ? "var(--blue-deep)" : "var(--ink)"}
        >
          {texts.get(point.name)}
        </text>
      </g>
    );
  });
}

/** What the numbers of a narrow plot stand for; nothing where the plot has room for names. */
export function PointKey({
  points,
  frame,
}: {
  readonly points: readonly Pick<NamedPoint, "name" | "text">[];
  readonly frame: Size | null;
}) {
  if (frame === null || !isNumbered(frame)) return null;
  return (
    <ol className="point-key">
      {points.map(({ name, text }) => (
        <li key={name}>{text}</li>
      ))}
    </ol>
  );
}
