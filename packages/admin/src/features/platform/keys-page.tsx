import { PlusOutlined } from "@ant-design/icons";
import { api, type Out } from "@manyi/contracts";
import type { Permission } from "@manyi/core/access";
import { Button, Checkbox, DatePicker, Drawer, Form, Input, Modal, TreeSelect } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import { atLeastOne } from "./at-least-one.js";
import { OnceShown } from "./once-shown.js";
import "./platform.css";

type Key = Out<typeof api.keys.list>["items"][number];
type Fields = { name: string; permissions: Permission[]; unitId?: number | null; expiresOn: Dayjs };

/** Keys for other systems: what each may do, where and until when. */
export function KeysPage() {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const keys = useReading(api.keys.list, {});
  const revoke = useChange(api.keys.revoke, "keys");
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<Key | null>(null);
  const make = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {t("key.make")}
    </Button>
  );
  const stateOf = (key: Key) => (key.revokedAt !== null ? "revoked" : Date.parse(key.expiresAt) < Date.now() ? "expired" : "works");
  return (
    <>
      <PageHeader title={t("key.title")} about={t("key.about")} actions={make} />
      <Card title={t("key.list")}>
        <Loaded query={keys} lines={5}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title={t("key.none")}
                about={t("key.noneAbout")}
                step={<Button onClick={() => setMaking(true)}>{t("key.make")}</Button>}
              />
            ) : (
              <Table
                caption={t("key.title")}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  { key: "name", title: t("key.name"), cell: ({ name, prefix }) => `${name} · ${prefix}…` },
                  {
                    key: "may",
                    title: t("key.may"),
                    cell: ({ permissions }) => permissions.map((one) => t(`permission.${one}`, { defaultValue: one })).join(" · "),
                  },
                  { key: "until", title: t("key.until"), cell: ({ expiresAt }) => format.moment(expiresAt) },
                  {
                    key: "used",
                    title: t("key.used"),
                    cell: ({ lastUsedOn }) => (lastUsedOn === null ? t("key.never") : format.day(lastUsedOn)),
                  },
                  {
                    key: "state",
                    title: t("key.state"),
                    cell: (key) => (
                      <span className={stateOf(key) === "works" ? "tag tag-better" : "tag"}>{t(`key.states.${stateOf(key)}`)}</span>
                    ),
                  },
                  {
                    key: "do",
                    title: t("key.do"),
                    cell: (key) =>
                      key.revokedAt === null ? (
                        <button type="button" className="link-button worse" onClick={() => setEnding(key)}>
                          {t("key.revoke")}
                        </button>
                      ) : null,
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
      <Drawer title={t("key.make")} size={480} open={making} onClose={() => setMaking(false)} destroyOnHidden>
        {making ? <KeyForm /> : null}
      </Drawer>
      <Modal
        open={ending !== null}
        title={t("key.revokeTitle", { name: ending?.name ?? "" })}
        okText={t("key.revoke")}
        cancelText={t("cancel")}
        okButtonProps={{ danger: true, loading: revoke.isPending }}
        onCancel={() => setEnding(null)}
        onOk={() => {
          if (ending !== null) revoke.mutate({ params: { id: ending.id } }, { onSettled: () => setEnding(null) });
        }}
      >
        <p>{t("key.revokeAbout")}</p>
      </Modal>
    </>
  );
}

function KeyForm() {
  const { t } = useTranslation("platform");
  const format = useFormat();
  const { permissions } = useSession();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const create = useChange(api.keys.create, "keys");
  if (create.data !== undefined) return <OnceShown title={t("key.secret")} about={t("key.secretAbout")} value={create.data.secret} />;
  const today = dayjs(format.today);
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={{ permissions: [], expiresOn: today.add(90, "day") }}
      onFinish={({ name, permissions: chosen, unitId, expiresOn }) =>
        create.mutate({ body: { name, permissions: chosen, unitId: unitId ?? null, expiresOn: expiresOn.format("YYYY-MM-DD") } })
      }
    >
      <Form.Item name="name" label={t("key.name")} rules={[{ required: true, whitespace: true, message: t("needed") }]}>
        <Input maxLength={100} placeholder={t("key.nameExample")} />
      </Form.Item>
      <Form.Item name="permissions" label={t("key.may")} extra={t("key.mayAbout")} rules={[atLeastOne(t("needed"))]}>
        <Checkbox.Group
          className="platform-roles"
          options={permissions.map((value) => ({ value, label: t(`permission.${value}`, { defaultValue: value }) }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t("member.scope")}>
        <TreeSelect allowClear placeholder={t("member.whole")} treeData={unitTree(vocabulary?.units ?? [], format.words)} />
      </Form.Item>
      <Form.Item name="expiresOn" label={t("key.until")} extra={t("key.untilAbout")} rules={[{ required: true, message: t("needed") }]}>
        <DatePicker minDate={today} maxDate={today.add(1, "year")} />
      </Form.Item>
      {create.isError ? <ProblemNotice problem={problemOf(create.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={create.isPending}>
        {t("key.make")}
      </Button>
    </Form>
  );
}
