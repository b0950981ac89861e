import { ArrowLeftOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import type { SurveyDetail } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import type { Locale } from "../../i18n.js";
import { useMay } from "../../session.js";
import { PageLink } from "../../ui/page-link.js";
import type { Finding } from "./lint-view.js";
import { PublishDialog } from "./publish-dialog.js";
import type { Draft } from "./use-draft.js";

export const editorTabs = ["edit", "logic", "languages", "compare", "results"] as const;
export type EditorTab = (typeof editorTabs)[number];

/** Which survey, whether it is saved, how to look at it, and the way out to the customers. */
export function EditorBar(props: {
  readonly survey: SurveyDetail;
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  readonly tab: EditorTab;
  readonly onTab: (tab: EditorTab) => void;
  readonly locale: Locale;
  readonly onLocale: (locale: Locale) => void;
  readonly onShare: () => void;
}) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const may = useMay();
  const { survey, draft, findings, tab, onTab, locale, onLocale, onShare } = props;
  const [publishing, setPublishing] = useState(false);
  const { definition, saving } = draft;
  const title = format.words(definition.title);
  const serious = findings.filter(({ severity }) => severity === "must_fix").length;
  useEffect(() => {
    document.title = `${title} · ${t("shell:product")}`;
  }, [title, t]);
  return (
    <header className="survey-bar">
      <Link to="/listen/surveys" className="survey-back" aria-label={t("back")}>
        <ArrowLeftOutlined aria-hidden="true" />
      </Link>
      <div className="survey-name">
        <p>
          <b>{title}</b> <span className="tag">{t("draftOf", { version: (survey.currentVersion ?? 0) + 1 })}</span>
        </p>
        <p className="caption" role="status">
          {t(`saving.${saving.state}`, { time: format.time(saving.at) })}
        </p>
      </div>
      <Segmented
        aria-label={t("tab.label")}
        value={tab}
        onChange={onTab}
        options={editorTabs.map((value) => ({
          value,
          label:
            value === "compare"
              ? survey.currentVersion === null
                ? t("tab.compareNone")
                : t("tab.compare", { version: survey.currentVersion })
              : t(`tab.${value}`),
        }))}
      />
      <div className="survey-tools">
        {definition.locales.length > 1 && tab === "edit" ? (
          <Segmented
            size="small"
            aria-label={t("textLocale")}
            value={locale}
            onChange={onLocale}
            options={definition.locales.map((value) => ({ value, label: t(`locale.${value}`) }))}
          />
        ) : null}
        <Button
          type="text"
          icon={<UndoOutlined />}
          aria-label={t("undo")}
          title={t("undo")}
          disabled={!draft.canUndo}
          onClick={draft.undo}
        />
        <Button
          type="text"
          icon={<RedoOutlined />}
          aria-label={t("redo")}
          title={t("redo")}
          disabled={!draft.canRedo}
          onClick={draft.redo}
        />
        {survey.currentVersion === null ? null : (
          <>
            {survey.kind === "survey" ? (
              <PageLink to="/listen/surveys/$id/quotas" params={{ id: String(survey.id) }} className="button">
                {t("quotas")}
              </PageLink>
            ) : null}
            <Button onClick={onShare}>{t("share.open")}</Button>
          </>
        )}
        {may("surveys:publish") ? (
          <Button type="primary" onClick={() => setPublishing(true)}>
            {t("publish.open")}
            {serious > 0 ? <span className="survey-count">{serious}</span> : null}
          </Button>
        ) : null}
      </div>
      {publishing ? (
        <PublishDialog survey={survey} draft={draft} findings={findings} onClose={() => setPublishing(false)} onPublished={onShare} />
      ) : null}
    </header>
  );
}
