import { api } from "@manyi/contracts";
import { Form, TreeSelect } from "antd";
import { useReading } from "../api.js";
import { unitTree } from "../figures/unit-tree.js";
import { useFormat } from "../format/index.js";

type Props = { readonly label: string /** said when none is chosen */; readonly needed: string; readonly onChange?: () => void };

/** Which unit something belongs to: `unitId` of the form around it. */
export function UnitField({ label, needed, onChange }: Props) {
  const format = useFormat();
  const units = useReading(api.org.vocabulary, {}).data?.units ?? [];
  return (
    <Form.Item name="unitId" label={label} rules={[{ required: true, message: needed }]}>
      <TreeSelect
        showSearch={{ treeNodeFilterProp: "title" }}
        treeData={unitTree(units, format.words)}
        treeDefaultExpandedKeys={units.filter(({ parentId }) => parentId === null).map(({ id }) => id)}
        onChange={() => onChange?.()}
      />
    </Form.Item>
  );
}
