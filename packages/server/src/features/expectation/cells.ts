import type { api, Filters } from "@manyi/contracts";
import type { Key } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import {
  type Asked,
  ask,
  attributeNames,
  type Cells,
  cellAt,
  count,
  labelsOf,
  NONE,
  type Row,
  readStatement,
  regroup,
  setOf,
  showFigures,
  unitGroups,
  unitsBelow,
  unitsToCompare,
} from "../figures/index.js";
import { pairedAttributes, pairOf, setName } from "./pairs.js";

type Query = z.output<typeof api.expectation.cells.query>;
type Table = z.input<typeof api.expectation.cells.reply>;

/** Every attribute by segment, unit, touchpoint or survey: where expectations are high, and where they are met. */
export async function expectationCells(ctx: Context, { recalled, by, ...filters }: Query): Promise<Table> {
  const asked = await ask(ctx, { ...(filters as Filters), compare: "none" });
  const attributes = pairedAttributes(asked, recalled);
  const [statement, nameOf, labels, counted] = await Promise.all([
    readStatement(asked),
    attributeNames(ctx),
    labelsOf(asked, by),
    Promise.all(attributes.map(({ measure }) => count(asked, measure, [by], [asked.period]))),
  ]);
  const groups = by === "unit" ? groupsOf(asked) : null;
  const cells = counted.map((found): Cells => (groups === null ? found : regroup(found, ([unit]) => groups.of(unit ?? null))));
  const seen = new Set<Key>(cells.flatMap((found) => [...found.values()].map(({ keys }) => keys[0] ?? null)));
  const keys = [...labels.keys()].filter((key) => seen.has(key)).concat(seen.has(null) ? [null] : []);
  const rows = attributes.flatMap(({ metric, attribute }, i) =>
    keys.map((key): Row => {
      const part = groups !== null ? { units: groups.members(key) } : by === "survey" && typeof key === "number" ? { surveys: [key] } : {};
      return {
        metric,
        period: asked.period,
        now: cellAt(cells[i]!, [key]),
        set: { ...setOf(asked, metric, part), metric: setName(attribute, recalled) },
      };
    }),
  );
  const siblings = attributes.map((_, i) => ({ rows: keys.map((_, j) => i * keys.length + j), isTotalShown: true }));
  const figures = await showFigures(asked, rows, siblings);
  return {
    statement,
    columns: keys.map((key) => ({ key: key ?? NONE.key, label: labels.get(key)?.label ?? NONE.label })),
    rows: attributes.map(({ attribute }, i) => ({
      attribute,
      label: nameOf(attribute),
      cells: keys.map((_, j) => {
        const { eInterval: _e, pInterval: _p, errorOfE: _error, ...pair } = pairOf(figures[i * keys.length + j]!);
        return pair;
      }),
    })),
  };
}

function groupsOf({ units, unit }: Asked): { of(id: Key): readonly Key[] | undefined; members(key: Key): readonly number[] } {
  const compared = unitsToCompare(units, unit);
  const groupOf = unitGroups(units, compared);
  return {
    of: (id) => {
      const group = typeof id === "number" ? groupOf(id) : undefined;
      return group === undefined ? undefined : [group];
    },
    members: (key) => {
      const group = compared.find(({ id }) => id === key);
      return group === undefined ? [] : unitsBelow(units, group).map(({ id }) => id);
    },
  };
}
