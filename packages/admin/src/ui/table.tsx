import type { ReactNode } from "react";
import { useState } from "react";
import { ScrollBox } from "./scroll-box.js";
import "./tables.css";

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** figures stand right, text left */
  readonly figure?: boolean;
  /** what the column sorts by; rows without a value stand last in either direction */
  readonly sort?: (row: Row) => number | string | null;
};
type Order = { readonly key: string; readonly down: boolean };

/** Sorts by a column; rows that have nothing to compare keep their order at the end. */
export function sorted<Row>(rows: readonly Row[], by: ((row: Row) => number | string | null) | undefined, down: boolean): readonly Row[] {
  if (by === undefined) return rows;
  return rows.toSorted((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const step = typeof x === "string" || typeof y === "string" ? String(x).localeCompare(String(y)) : x - y;
    return down ? -step : step;
  });
}

/** The rows up to the step that shows more; without such a step none may stay out of reach. */
export function inSight<Row>(rows: readonly Row[], shown: number | null): readonly Row[] {
  return shown === null ? rows : rows.slice(0, shown);
}

/**
 * A ledger: hairlines, figures right, the first column names the row. `caption` is read by screen readers.
 *
 * @param more words of the step to the next page of rows; without them there are no pages
 */
export function Table<Row>(props: {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly columns: readonly Column<Row>[];
  readonly start?: Order;
  readonly pageSize?: number;
  readonly more?: (hidden: number) => string;
}) {
  const { caption, rows, rowKey, columns, start, pageSize = 50, more } = props;
  const [order, setOrder] = useState<Order | null>(start ?? null);
  const [shown, setShown] = useState(pageSize);
  const by = columns.find(({ key }) => key === order?.key)?.sort;
  const all = sorted(rows, by, order?.down ?? false);
  const turn = (key: string) => setOrder((now) => ({ key, down: now?.key === key ? !now.down : true }));
  return (
    <>
      <ScrollBox label={caption}>
        <table className="table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, title, figure, sort }) => (
                <th
                  key={key}
                  scope="col"
                  className={figure ? "number" : undefined}
                  aria-sort={order?.key === key ? (order.down ? "descending" : "ascending") : undefined}
                >
                  {sort === undefined ? (
                    title
                  ) : (
                    <button type="button" onClick={() => turn(key)}>
                      {title} <span aria-hidden="true">{order?.key === key ? (order.down ? "↓" : "↑") : "↕"}</span>
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inSight(all, more === undefined ? null : shown).map((row) => (
              <tr key={rowKey(row)}>
                {columns.map(({ key, cell, figure }) => (
                  <td key={key} className={figure ? "number" : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {all.length > shown && more !== undefined ? (
        <button type="button" className="link-button" onClick={() => setShown((now) => now + pageSize)}>
          {more(all.length - shown)}
        </button>
      ) : null}
    </>
  );
}
