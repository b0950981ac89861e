import { api } from "@manyi/contracts";
import { TreeSelect } from "antd";
import { useReading } from "../api.js";
import { useFormat } from "../format/index.js";
import { unitTree } from "./unit-tree.js";

/** Narrows a list to a unit and everything below it; nothing where there is only one. */
export function UnitFilter({
  label,
  whole,
  unit,
  onUnit,
}: {
  readonly label: string;
  /** what it says while no unit is chosen */
  readonly whole: string;
  readonly unit: number | undefined;
  readonly onUnit: (unit: number | undefined) => void;
}) {
  const format = useFormat();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  if (vocabulary === undefined || vocabulary.units.length < 2) return null;
  return (
    <TreeSelect
      className="unit-filter"
      aria-label={label}
      prefix={<span className="filter-label">{label}</span>}
      popupMatchSelectWidth={320}
      showSearch={{ treeNodeFilterProp: "title" }}
      allowClear
      placeholder={whole}
      value={unit ?? null}
      treeData={unitTree(vocabulary.units, format.words)}
      treeDefaultExpandedKeys={vocabulary.units.filter(({ parentId }) => parentId === null).map(({ id }) => id)}
      onChange={(chosen: number | null | undefined) => onUnit(chosen ?? undefined)}
    />
  );
}
