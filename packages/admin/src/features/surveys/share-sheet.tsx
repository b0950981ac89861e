import { api, type SurveyDetail, type SurveyLink } from "@manyi/contracts";
import { Button, Checkbox, Drawer, Form, Input, Select, TreeSelect } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { ProductInput } from "../../fields/product-input.js";
import { unitTree } from "../../figures/unit-tree.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { CopyField } from "../../ui/copy-field.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { RecordOutcomes } from "./record-outcomes.js";

const channels = ["qr", "link", "embed", "email", "sms", "kiosk"] as const;

/** Ways to the customers: address, code, poster, a line for a website; each fixed to its place on the server. */
export function ShareSheet(props: {
  readonly survey: Pick<SurveyDetail, "id" | "title">;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const may = useMay();
  const { survey, open, onClose } = props;
  const [adding, setAdding] = useState(false);
  const links = useReading(api.surveys.links, { params: { id: survey.id } }, { enabled: open });
  return (
    <Drawer title={t("share.title", { title: format.words(survey.title) })} size={480} open={open} onClose={onClose} destroyOnHidden>
      <Loaded query={links} lines={6}>
        {({ items }) => (
          <div className="survey-share">
            {items.length === 0 && !adding ? (
              <EmptyState
                title={t("share.none")}
                about={t("share.noneAbout")}
                step={
                  may("surveys:publish") ? (
                    <Button type="primary" onClick={() => setAdding(true)}>
                      {t("share.add")}
                    </Button>
                  ) : undefined
                }
              />
            ) : null}
            {items.map((link) => (
              <LinkCard key={link.id} surveyId={survey.id} link={link} />
            ))}
            {adding || items.length === 0 || !may("surveys:publish") ? null : (
              <Button onClick={() => setAdding(true)}>{t("share.add")}</Button>
            )}
            {adding ? <LinkForm surveyId={survey.id} onDone={() => setAdding(false)} /> : null}
          </div>
        )}
      </Loaded>
    </Drawer>
  );
}

function LinkCard({ surveyId, link }: { readonly surveyId: number; readonly link: SurveyLink }) {
  const { t } = useTranslation(["surveys", "figures"]);
  const format = useFormat();
  const may = useMay();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const close = useChange(api.surveys.closeLink, "surveys");
  const [asking, setAsking] = useState<"personal" | "embed" | "outcomes" | null>(null);
  const sheet = `/api/v1/surveys/${surveyId}/links/${link.id}/sheet?by=unit&columns=3&locale=${format.locale}`;
  const qr = (kind: string) => `/api/v1/surveys/${surveyId}/links/${link.id}/qr?format=${kind}&locale=${format.locale}`;
  const unit = vocabulary?.units.find(({ id }) => id === link.unitId);
  const touchpoint = vocabulary?.touchpoints.find(({ id }) => id === link.touchpointId);
  const about = [
    t(`figures:channel.${link.channel}`, { defaultValue: link.channel }),
    format.words(unit?.name),
    format.words(touchpoint?.name),
    link.product ?? "",
    t("surveys:answers", { count: link.answers, shown: format.count(link.answers) }),
    link.closedAt === null ? "" : t("surveys:share.closed"),
  ];
  return (
    <section className="survey-link" data-closed={link.closedAt !== null}>
      {link.closedAt === null ? <img src={qr("svg")} width="96" height="96" alt={t("surveys:share.code", { label: link.label })} /> : null}
      <div>
        <h3>{link.label}</h3>
        <p className="caption">{about.filter(Boolean).join(" · ")}</p>
        <CopyField label={t("surveys:share.address")} value={link.url} />
        {link.closedAt !== null ? null : (
          <p className="survey-link-do">
            <a href={qr("svg")} download={`${link.slug}.svg`}>
              SVG
            </a>
            <a href={qr("png")} download={`${link.slug}.png`}>
              PNG
            </a>
            <a href={qr("poster")} target="_blank" rel="noreferrer">
              {t("surveys:share.poster")}
            </a>
            <a href={sheet} target="_blank" rel="noreferrer">
              {t("surveys:share.sheet")}
            </a>
            <button
              type="button"
              className="link-button"
              aria-expanded={asking === "embed"}
              onClick={() => setAsking(asking === "embed" ? null : "embed")}
            >
              {t("surveys:share.embed")}
            </button>
            {may("surveys:publish") ? (
              <>
                <button
                  type="button"
                  className="link-button"
                  aria-expanded={asking === "personal"}
                  onClick={() => setAsking(asking === "personal" ? null : "personal")}
                >
                  {t("surveys:share.personal")}
                </button>
                <button
                  type="button"
                  className="link-button"
                  aria-expanded={asking === "outcomes"}
                  onClick={() => setAsking(asking === "outcomes" ? null : "outcomes")}
                >
                  {t("surveys:outcomes.title")}
                </button>
                <button
                  type="button"
                  className="link-button worse"
                  onClick={() => close.mutate({ params: { id: surveyId, linkId: link.id } })}
                >
                  {t("surveys:share.close")}
                </button>
              </>
            ) : null}
          </p>
        )}
        {asking === "embed" ? (
          <CopyField
            label={t("surveys:share.embedLine")}
            value={`<script src="${new URL(link.url).origin}/embed.js" data-survey="${link.slug}" data-mode="popup" defer></script>`}
          />
        ) : null}
        {asking === "personal" ? <PersonalLinks surveyId={surveyId} linkId={link.id} /> : null}
        {asking === "outcomes" ? <RecordOutcomes surveyId={surveyId} linkId={link.id} /> : null}
        {close.isError ? <ProblemNotice problem={problemOf(close.error)} /> : null}
      </div>
    </section>
  );
}

/** One address per customer; each takes one completed answer. */
function PersonalLinks({ surveyId, linkId }: { readonly surveyId: number; readonly linkId: string }) {
  const { t } = useTranslation("surveys");
  const [text, setText] = useState("");
  const make = useChange(api.surveys.personalLinks);
  const externalIds = [...new Set(text.split(/[\s,;，；、]+/).filter(Boolean))].slice(0, 1000);
  const lines = make.data?.items.map(({ externalId, url }) => `${externalId}\t${url ?? t("share.unknown")}`).join("\n");
  return (
    <div className="survey-personal">
      <Input.TextArea
        rows={3}
        aria-label={t("share.numbers")}
        placeholder={t("share.numbers")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button
        disabled={externalIds.length === 0}
        loading={make.isPending}
        onClick={() => make.mutate({ params: { id: surveyId, linkId }, body: { externalIds } })}
      >
        {t("share.make", { count: externalIds.length })}
      </Button>
      {make.isError ? <ProblemNotice problem={problemOf(make.error)} /> : null}
      {lines === undefined ? null : <Input.TextArea readOnly rows={4} aria-label={t("share.made")} value={lines} />}
    </div>
  );
}

type Fields = {
  label: string;
  channel: (typeof channels)[number];
  unitId?: number | null;
  touchpointId?: number | null;
  product?: string | null;
  allow?: ("table" | "order")[];
};

function LinkForm({ surveyId, onDone }: { readonly surveyId: number; readonly onDone: () => void }) {
  const { t } = useTranslation(["surveys", "figures", "fields"]);
  const format = useFormat();
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const add = useChange(api.surveys.addLink, "surveys");
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      className="survey-link-form"
      initialValues={{ channel: "qr", label: "", allow: [] }}
      onFinish={({ unitId, touchpointId, product, allow, ...rest }) =>
        add.mutate(
          {
            params: { id: surveyId },
            body: {
              ...rest,
              unitId: unitId ?? null,
              touchpointId: touchpointId ?? null,
              product: product?.trim() || null,
              allow: allow ?? [],
            },
          },
          { onSuccess: onDone },
        )
      }
    >
      <Form.Item
        name="label"
        label={t("surveys:share.label")}
        rules={[{ required: true, whitespace: true, message: t("surveys:share.labelNeeded") }]}
      >
        <Input maxLength={100} placeholder={t("surveys:share.labelExample")} />
      </Form.Item>
      <Form.Item name="channel" label={t("surveys:share.channel")}>
        <Select options={channels.map((value) => ({ value, label: t(`figures:channel.${value}`) }))} />
      </Form.Item>
      <Form.Item name="unitId" label={t("surveys:share.unit")}>
        <TreeSelect
          allowClear
          showSearch={{ treeNodeFilterProp: "title" }}
          placeholder={t("surveys:share.any")}
          treeData={unitTree(vocabulary?.units ?? [], format.words)}
        />
      </Form.Item>
      <Form.Item name="touchpointId" label={t("surveys:share.touchpoint")}>
        <Select
          allowClear
          placeholder={t("surveys:share.any")}
          options={(vocabulary?.touchpoints ?? []).map(({ id, name }) => ({ value: id, label: format.words(name) }))}
        />
      </Form.Item>
      <Form.Item name="product" label={t("fields:product")}>
        <ProductInput />
      </Form.Item>
      <Form.Item name="allow" label={t("surveys:share.allow")} extra={t("surveys:share.allowAbout")}>
        <Checkbox.Group options={(["table", "order"] as const).map((value) => ({ value, label: t(`surveys:share.allowed.${value}`) }))} />
      </Form.Item>
      {add.isError ? <ProblemNotice problem={problemOf(add.error)} /> : null}
      <div className="survey-link-do">
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t("surveys:share.save")}
        </Button>
        <Button onClick={onDone}>{t("surveys:cancel")}</Button>
      </div>
    </Form>
  );
}
