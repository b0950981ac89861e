import { api, type BeaconSite } from "@manyi/contracts";
import { Button, Checkbox, Form, Input, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { CopyField } from "../../ui/copy-field.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Fields = { name: string; origins: string; paused?: boolean };

/** Name and origins of a website; once it is there, the lines to put into its pages. */
export function SiteForm(props: {
  readonly site: BeaconSite | null;
  readonly script: string;
  readonly onSaved: (site: BeaconSite) => void;
  readonly onClosed: () => void;
}) {
  const { t } = useTranslation("sources");
  const { site, script, onSaved, onClosed } = props;
  const add = useChange(api.expectationSources.addSite, "expectation-sources", "beacon-sites");
  const change = useChange(api.expectationSources.changeSite, "expectation-sources", "beacon-sites");
  const save = ({ name, origins, paused = false }: Fields) => {
    const body = { name, origins: origins.split(/[\s,，]+/).filter((origin) => origin !== "") };
    if (site === null) add.mutate({ body }, { onSuccess: onSaved });
    else change.mutate({ params: { id: site.id }, body: { ...body, paused } }, { onSuccess: onClosed });
  };
  return (
    <div className="door-keys">
      {site === null ? null : <Snippet site={site} script={script} />}
      <Form<Fields>
        className="site-form"
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: site?.name ?? "", origins: site?.origins.join("\n") ?? "", paused: site?.paused ?? false }}
        onFinish={save}
      >
        <Form.Item name="name" label={t("door.name")} rules={[{ required: true, whitespace: true, message: t("needed") }]}>
          <Input maxLength={80} placeholder={t("site.nameExample")} />
        </Form.Item>
        <Form.Item
          name="origins"
          label={t("site.origins")}
          extra={t("site.originsAbout")}
          rules={[{ required: true, whitespace: true, message: t("needed") }]}
        >
          <Input.TextArea rows={2} placeholder="https://www.example.com" />
        </Form.Item>
        {site === null ? null : (
          <Form.Item name="paused" valuePropName="checked">
            <Checkbox>{t("site.pause")}</Checkbox>
          </Form.Item>
        )}
        {add.isError ? <ProblemNotice problem={problemOf(add.error)} /> : null}
        {change.isError ? <ProblemNotice problem={problemOf(change.error)} /> : null}
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {t(site === null ? "site.add" : "door.save")}
        </Button>
      </Form>
      {site === null ? null : <RemoveSite site={site} onClosed={onClosed} />}
    </div>
  );
}

function Snippet({ site, script }: { readonly site: BeaconSite; readonly script: string }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  return (
    <>
      <p className="strong">{site.lastHeardAt === null ? t("site.notHeard") : t("site.heard", { at: format.moment(site.lastHeardAt) })}</p>
      <CopyField isNamed label={t("site.snippet")} rows={3} value={`<script src="${script}" data-site="${site.key}" defer></script>`} />
      <CopyField isNamed label={t("site.consent")} value="manyi.consent(true)" />
      <p className="caption">{t("site.consentAbout")}</p>
    </>
  );
}

function RemoveSite({ site, onClosed }: { readonly site: BeaconSite; readonly onClosed: () => void }) {
  const { t } = useTranslation("sources");
  const remove = useChange(api.expectationSources.removeSite, "expectation-sources", "beacon-sites");
  return (
    <div className="door-ends">
      <Popconfirm
        icon={null}
        title={t("site.removeTitle", { name: site.name })}
        description={t("site.removeAbout")}
        okText={t("site.remove")}
        cancelText={t("cancel")}
        onConfirm={() => remove.mutateAsync({ params: { id: site.id } }).then(onClosed)}
      >
        <Button danger>{t("site.remove")}</Button>
      </Popconfirm>
      {remove.isError ? <ProblemNotice problem={problemOf(remove.error)} /> : null}
    </div>
  );
}
