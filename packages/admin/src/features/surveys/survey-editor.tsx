import type { SurveyDetail } from "@manyi/contracts";
import { outlineOf } from "@manyi/core/survey";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n.js";
import { CheckPane } from "./check-pane.js";
import { CompareTab } from "./compare-tab.js";
import { ConflictBar } from "./conflict-bar.js";
import { EditorBar, type EditorTab } from "./editor-bar.js";
import { LanguagesTab } from "./languages-tab.js";
import { findingsOf } from "./lint-view.js";
import { LogicTab } from "./logic-tab.js";
import { OutlinePane } from "./outline-pane.js";
import { Paper } from "./paper.js";
import { PreviewPane } from "./preview-pane.js";
import { ResultsTab } from "./results-tab.js";
import { ShareSheet } from "./share-sheet.js";
import { useDraft } from "./use-draft.js";

/** Outline, paper, check and preview side by side; everything saves itself. */
export function SurveyEditor({ survey }: { readonly survey: SurveyDetail }) {
  const { t } = useTranslation("surveys");
  const reader = useLocale();
  const draft = useDraft(survey);
  const [tab, setTab] = useState<EditorTab>("edit");
  const [sharing, setSharing] = useState(false);
  const { definition } = draft;
  const [selected, setSelected] = useState<string | null>(() => outlineOf(definition).questions[0]?.key ?? null);
  const [chosen, setChosen] = useState(reader);
  const locale = definition.locales.includes(chosen) ? chosen : definition.defaultLocale;
  const read = useDeferredValue(definition);
  const findings = useMemo(() => findingsOf(read, reader), [read, reader]);
  useShortcuts(draft.undo, draft.redo);

  const shared = { draft, findings, selected, onSelect: setSelected, locale };
  return (
    <div className="survey-editor">
      <EditorBar
        survey={survey}
        draft={draft}
        findings={findings}
        tab={tab}
        onTab={setTab}
        locale={locale}
        onLocale={setChosen}
        onShare={() => setSharing(true)}
      />
      <ConflictBar draft={draft} />
      <main id="page" className="survey-room" data-tab={tab} tabIndex={-1}>
        <h1 className="visually-hidden">
          {t("editor", { title: definition.title[reader] ?? definition.title[definition.defaultLocale] })}
        </h1>
        {tab === "edit" ? (
          <>
            <OutlinePane {...shared} />
            <Paper {...shared} />
            <CheckPane {...shared} />
            <PreviewPane definition={read} locale={locale} />
          </>
        ) : tab === "logic" ? (
          <LogicTab {...shared} />
        ) : tab === "languages" ? (
          <LanguagesTab draft={draft} />
        ) : tab === "compare" ? (
          <CompareTab survey={survey} draft={draft} />
        ) : (
          <ResultsTab survey={survey} />
        )}
      </main>
      <ShareSheet survey={survey} open={sharing} onClose={() => setSharing(false)} />
    </div>
  );
}

/** Ctrl+Z and Shift+Ctrl+Z anywhere on the page; typing in a field is undone here too, as one step. */
function useShortcuts(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [undo, redo]);
}
