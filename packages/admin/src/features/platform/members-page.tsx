import { PlusOutlined } from "@ant-design/icons";
import { api, type Out } from "@manyi/contracts";
import { ROLES, type Role } from "@manyi/core/access";
import { Button, Checkbox, Drawer, Form, Input, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import { atLeastOne } from "./at-least-one.js";
import { OnceShown } from "./once-shown.js";
import { UnitsField } from "./units-field.js";
import "./platform.css";

type Member = Out<typeof api.org.members>["items"][number];
type Fields = { email: string; name: string; roles: Role[]; unitIds?: number[]; active?: boolean };

/** People, what they may do and where. */
export function MembersPage() {
  const { t } = useTranslation(["platform", "shell"]);
  const format = useFormat();
  const members = useReading(api.org.members, {});
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const [open, setOpen] = useState<Member | "new" | null>(null);
  const scope = ({ unitIds }: Member) =>
    unitIds.length === 0
      ? t("platform:member.whole")
      : unitIds.map((id) => format.words(vocabulary?.units.find((unit) => unit.id === id)?.name)).join(" · ");
  return (
    <>
      <PageHeader
        title={t("platform:member.title")}
        about={t("platform:member.about")}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")}>
            {t("platform:member.invite")}
          </Button>
        }
      />
      <Card title={t("platform:member.list")}>
        <Loaded query={members} lines={6}>
          {({ items }) => (
            <Table
              caption={t("platform:member.title")}
              rows={items}
              rowKey={({ userId }) => userId}
              more={(hidden) => t("platform:unit.more", { count: hidden })}
              columns={[
                {
                  key: "name",
                  title: t("platform:member.name"),
                  cell: (member) => (
                    <button type="button" className="link-button" onClick={() => setOpen(member)}>
                      {member.name || member.email}
                    </button>
                  ),
                },
                { key: "email", title: t("platform:member.email"), cell: ({ email }) => email },
                {
                  key: "roles",
                  title: t("platform:member.roles"),
                  cell: ({ roles }) => roles.map((role) => t(`shell:role.${role}`)).join(" · "),
                },
                { key: "scope", title: t("platform:member.scope"), cell: scope },
                {
                  key: "active",
                  title: t("platform:member.state"),
                  cell: ({ active }) => (
                    <span className={active ? "tag tag-better" : "tag"}>
                      {t(active ? "platform:member.active" : "platform:member.inactive")}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
      <Drawer
        title={open === "new" || open === null ? t("platform:member.invite") : open.name || open.email}
        size={480}
        open={open !== null}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open === null ? null : <MemberForm member={open === "new" ? null : open} onClose={() => setOpen(null)} />}
      </Drawer>
    </>
  );
}

function MemberForm({ member, onClose }: { readonly member: Member | null; readonly onClose: () => void }) {
  const { t } = useTranslation(["platform", "shell"]);
  const invite = useChange(api.org.invite, "members");
  const change = useChange(api.org.changeMember, "members", "session");
  if (invite.data !== undefined)
    return <OnceShown title={t("platform:member.link")} about={t("platform:member.linkAbout")} value={invite.data.link} />;
  const error = invite.error ?? change.error;
  const needed = { required: true, whitespace: true, message: t("platform:needed") };
  function save({ email, name, roles, unitIds = [], active = true }: Fields): void {
    if (member === null) invite.mutate({ body: { email, name, roles, unitIds } });
    else change.mutate({ params: { userId: member.userId }, body: { roles, unitIds, active } }, { onSuccess: onClose });
  }
  return (
    <Form<Fields> layout="vertical" requiredMark={false} initialValues={member ?? { roles: ["agent"], unitIds: [] }} onFinish={save}>
      {member === null ? (
        <>
          <Form.Item name="name" label={t("platform:member.name")} rules={[needed]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="email"
            label={t("platform:member.email")}
            rules={[{ required: true, type: "email", message: t("platform:member.emailWrong") }]}
          >
            <Input maxLength={200} inputMode="email" autoComplete="off" />
          </Form.Item>
        </>
      ) : (
        <p className="platform-line">{member.email}</p>
      )}
      <Form.Item name="roles" label={t("platform:member.roles")} rules={[atLeastOne(t("platform:needed"))]}>
        <Checkbox.Group className="platform-roles">
          {ROLES.map((role) => (
            <Checkbox key={role} value={role}>
              <b>{t(`shell:role.${role}`)}</b> <span className="caption">{t(`platform:roleAbout.${role}`)}</span>
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Form.Item name="unitIds" label={t("platform:member.scope")} extra={t("platform:member.scopeAbout")}>
        <UnitsField placeholder={t("platform:member.whole")} />
      </Form.Item>
      {member === null ? null : (
        <Form.Item name="active" label={t("platform:member.maySignIn")} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      {error === null ? null : <ProblemNotice problem={problemOf(error)} />}
      <Button type="primary" htmlType="submit" loading={invite.isPending || change.isPending}>
        {member === null ? t("platform:member.make") : t("platform:save")}
      </Button>
    </Form>
  );
}
