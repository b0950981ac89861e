import { api } from "@manyi/contracts";
import { TreeSelect } from "antd";
import { useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";

/** Any number of units out of the tree; none means the whole organisation. */
export function UnitsField(props: {
  readonly id?: string;
  readonly value?: number[];
  readonly placeholder: string;
  readonly onChange?: (value: number[]) => void;
}) {
  const { id, value, placeholder, onChange } = props;
  const format = useFormat();
  const { data } = useReading(api.org.vocabulary, {});
  const units = data?.units ?? [];
  return (
    <TreeSelect<number[]>
      {...(id === undefined ? {} : { id })}
      multiple
      allowClear
      showSearch={{ treeNodeFilterProp: "title" }}
      placeholder={placeholder}
      value={value ?? []}
      treeData={unitTree(units, format.words)}
      treeDefaultExpandedKeys={units.filter(({ parentId }) => parentId === null).map(({ id: unit }) => unit)}
      onChange={(next) => onChange?.(next)}
    />
  );
}
