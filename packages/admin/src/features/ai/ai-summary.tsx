import { api, type Out } from "@manyi/contracts";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import "./ai.css";

type Text = Out<typeof api.ai.summarise>;
type Query = Record<string, string | number | undefined>;

/** Summaries of one theme by a language model, where an admin has turned one on: marked, editable, and what is sent is shown before it is sent. */
export function AiSummary({ topic, query }: { readonly topic: number; readonly query: Query }) {
  const { t } = useTranslation("ai");
  const state = useReading(api.ai.state, {});
  const { permissions } = useSession();
  const may = permissions.includes("analysis:write");
  const texts = useReading(api.ai.texts, { query: { topic } });
  const preview = useChange(api.ai.preview);
  const write = useChange(api.ai.summarise, "ai");
  const isOn = state.data?.isOn === true;
  const items = texts.data?.items ?? [];
  if (!isOn && items.length === 0) return null;
  const sent = preview.data;
  const send = () => write.mutate({ query: query as never, body: { topic } }, { onSuccess: () => preview.reset() });
  return (
    <section className="ai-texts">
      <h3>{t("summary.title")}</h3>
      {items.map((text) => (
        <AiText key={text.id} text={text} may={may} />
      ))}
      {isOn && may ? (
        <Button onClick={() => preview.mutate({ query: query as never, body: { topic } })} loading={preview.isPending}>
          {t("summary.ask")}
        </Button>
      ) : null}
      {preview.isError ? <ProblemNotice problem={problemOf(preview.error)} /> : null}
      <Modal
        open={sent !== undefined}
        title={t("summary.check")}
        okText={t("summary.send")}
        cancelText={t("summary.cancel")}
        confirmLoading={write.isPending}
        onOk={send}
        onCancel={() => preview.reset()}
        width={640}
      >
        {sent === undefined ? null : (
          <>
            <p>{t("summary.about", { n: sent.quotes, model: sent.model, url: sent.url })}</p>
            <pre className="ai-sent">{`${sent.sent.system}\n\n${sent.sent.user}`}</pre>
            {write.isError ? <ProblemNotice problem={problemOf(write.error)} /> : null}
          </>
        )}
      </Modal>
    </section>
  );
}

function AiText({ text, may }: { readonly text: Text; readonly may: boolean }) {
  const { t } = useTranslation("ai");
  const format = useFormat();
  const [draft, setDraft] = useState<string | null>(null);
  const edit = useChange(api.ai.edit, "ai");
  const remove = useChange(api.ai.remove, "ai");
  return (
    <article className="ai-text">
      <p className="caption">
        <span className="tag tag-better">AI</span>{" "}
        {t(text.isEdited ? "summary.edited" : "summary.made", {
          model: text.model,
          period: format.range(text.period),
          n: text.quotes,
          at: format.moment(text.madeAt),
        })}
      </p>
      {draft === null ? (
        <p className="ai-body">{text.body}</p>
      ) : (
        <Input.TextArea
          autoSize={{ minRows: 3 }}
          maxLength={4000}
          aria-label={t("summary.title")}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
      {edit.isError ? <ProblemNotice problem={problemOf(edit.error)} /> : null}
      {!may ? null : draft === null ? (
        <span className="ai-tools">
          <button type="button" className="link-button" onClick={() => setDraft(text.body)}>
            {t("summary.edit")}
          </button>
          <button type="button" className="link-button" onClick={() => remove.mutate({ params: { id: text.id } })}>
            {t("summary.remove")}
          </button>
        </span>
      ) : (
        <span className="ai-tools">
          <Button
            size="small"
            type="primary"
            loading={edit.isPending}
            disabled={draft.trim() === ""}
            onClick={() => edit.mutate({ params: { id: text.id }, body: { body: draft } }, { onSuccess: () => setDraft(null) })}
          >
            {t("summary.save")}
          </Button>
          <button type="button" className="link-button" onClick={() => setDraft(null)}>
            {t("summary.cancel")}
          </button>
        </span>
      )}
    </article>
  );
}
