import { api, type Unit } from "@manyi/contracts";
import { Button, Drawer, Form, Input, Modal, Select, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { possibleParents } from "./tree.js";

const types = ["group", "company", "region", "store", "team"] as const;
type Fields = { zh?: string; en?: string; parentId?: number | null; type: (typeof types)[number]; code: string };

/** One unit: add it, rename it, move it, close it. */
export function UnitDrawer({
  open,
  units,
  onClose,
}: {
  readonly open: Unit | "new" | null;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const unit = open === "new" ? null : open;
  return (
    <Drawer
      title={unit === null ? t("unit.add") : format.words(unit.name)}
      size={480}
      open={open !== null}
      onClose={onClose}
      destroyOnHidden
    >
      {open === null ? null : <UnitForm unit={unit} units={units} onClose={onClose} />}
    </Drawer>
  );
}

function UnitForm({ unit, units, onClose }: { readonly unit: Unit | null; readonly units: readonly Unit[]; readonly onClose: () => void }) {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const [closing, setClosing] = useState(false);
  const add = useChange(api.org.addUnit, "vocabulary", "session");
  const change = useChange(api.org.changeUnit, "vocabulary", "session", "figures");
  const parents = unit === null ? units : possibleParents(units, unit.id);
  const error = add.error ?? change.error;
  function save({ zh, en, parentId, type, code }: Fields): void {
    const name = { ...(zh ? { "zh-CN": zh } : {}), ...(en ? { en } : {}) };
    if (unit === null) add.mutate({ body: { name, type, code, parentId: parentId ?? null } }, { onSuccess: onClose });
    else {
      const moved = typeof parentId === "number" && parentId !== unit.parentId ? { parentId, movedOn: format.today } : {};
      change.mutate({ params: { id: unit.id }, body: { name, ...moved } }, { onSuccess: onClose });
    }
  }
  const root = units.find(({ parentId }) => parentId === null)?.id ?? null;
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={
        unit === null
          ? { type: units.length === 0 ? "group" : "store", parentId: root }
          : { zh: unit.name["zh-CN"], en: unit.name.en, parentId: unit.parentId, type: unit.type, code: unit.code }
      }
      onFinish={save}
    >
      <Form.Item
        name="zh"
        label={t("unit.zh")}
        dependencies={["en"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: () =>
              getFieldValue("zh") || getFieldValue("en") ? Promise.resolve() : Promise.reject(new Error(t("unit.nameNeeded"))),
          }),
        ]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="en" label={t("unit.en")}>
        <Input maxLength={100} />
      </Form.Item>
      {unit === null ? (
        <>
          <Form.Item name="type" label={t("unit.type")}>
            <Select options={types.map((value) => ({ value, label: t(`unitType.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="code"
            label={t("unit.code")}
            extra={t("unit.codeAbout")}
            rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{1,40}$/, message: t("unit.codeWrong") }]}
          >
            <Input maxLength={40} />
          </Form.Item>
        </>
      ) : null}
      {unit !== null && unit.parentId === null ? null : (
        <Form.Item name="parentId" label={t("unit.parent")} extra={unit === null ? undefined : t("unit.moveAbout")}>
          <TreeSelect
            allowClear={unit === null}
            showSearch={{ treeNodeFilterProp: "title" }}
            placeholder={t("unit.top")}
            treeData={unitTree(parents, format.words)}
            treeDefaultExpandedKeys={root === null ? [] : [root]}
          />
        </Form.Item>
      )}
      {error === null ? null : <ProblemNotice problem={problemOf(error)} />}
      <div className="platform-buttons">
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {t("save")}
        </Button>
        {unit === null ? null : unit.closedOn === null ? (
          <Button danger onClick={() => setClosing(true)}>
            {t("unit.close")}
          </Button>
        ) : (
          <Button onClick={() => change.mutate({ params: { id: unit.id }, body: { closedOn: null } }, { onSuccess: onClose })}>
            {t("unit.reopen")}
          </Button>
        )}
      </div>
      <Modal
        open={closing}
        title={t("unit.closeTitle", { name: format.words(unit?.name) })}
        okText={t("unit.close")}
        cancelText={t("cancel")}
        okButtonProps={{ danger: true, loading: change.isPending }}
        onCancel={() => setClosing(false)}
        onOk={() => {
          if (unit !== null)
            change.mutate(
              { params: { id: unit.id }, body: { closedOn: format.today } },
              { onSuccess: onClose, onSettled: () => setClosing(false) },
            );
        }}
      >
        <p>{t("unit.closeAbout")}</p>
      </Modal>
    </Form>
  );
}
