import { api, type Problem, type SurveyDetail } from "@manyi/contracts";
import type { SurveyDefinition } from "@manyi/core/survey";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ask, problemOf } from "../../api.js";
import { begin, edit, type History, redo, undo } from "./history.js";

/** The contract's parsed definition is the core's; only the mutability of its lists differs. */
export const definitionOf = (draft: SurveyDetail["draft"]) => draft as unknown as SurveyDefinition;
const draftFrom = (definition: SurveyDefinition) => definition as unknown as SurveyDetail["draft"];

export type Saving = {
  readonly state: "saved" | "dirty" | "saving" | "conflict" | "failed";
  readonly at: string;
  readonly problem: Problem | null;
};
export type Draft = {
  readonly definition: SurveyDefinition;
  readonly saving: Saving;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** `name` is the field edited: typing in it stays one step */
  change(next: SurveyDefinition, name?: string): void;
  undo(): void;
  redo(): void;
  /** saves at once; the revision that then stands, or null when it could not be saved */
  flush(): Promise<number | null>;
  /** after a conflict: take what somebody else saved, or save over it */
  settle(choice: "theirs" | "mine"): Promise<void>;
};

const SAVE_AFTER_MS = 1200;

/** A draft that saves itself a good second after an edit, one save at a time, never over somebody else's. */
export function useDraft(survey: SurveyDetail): Draft {
  const queries = useQueryClient();
  const [history, setHistory] = useState<History<SurveyDefinition>>(() => begin(definitionOf(survey.draft)));
  const [saving, setSaving] = useState<Saving>({ state: "saved", at: survey.draftSavedAt, problem: null });
  const latest = useRef(history.present);
  latest.current = history.present;
  const stored = useRef({ definition: history.present, revision: survey.draftRevision });
  const running = useRef<Promise<number | null> | null>(null);

  const save = useCallback(async (): Promise<number | null> => {
    while (latest.current !== stored.current.definition) {
      const definition = latest.current;
      setSaving((now) => ({ ...now, state: "saving" }));
      try {
        const body = { revision: stored.current.revision, definition: draftFrom(definition) };
        const { revision, savedAt } = await ask(api.surveys.saveDraft, { params: { id: survey.id }, body });
        stored.current = { definition, revision };
        setSaving({ state: latest.current === definition ? "saved" : "dirty", at: savedAt, problem: null });
      } catch (error) {
        const problem = problemOf(error);
        setSaving((now) => ({ ...now, state: problem.code === "CONFLICT" ? "conflict" : "failed", problem }));
        return null;
      }
    }
    return stored.current.revision;
  }, [survey.id]);

  const flush = useCallback(() => {
    running.current ??= save().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [save]);

  const present = history.present;
  useEffect(() => {
    if (present === stored.current.definition) return;
    setSaving((now) => (now.state === "conflict" ? now : { ...now, state: "dirty" }));
    const timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [present, flush]);
  useEffect(
    () => () => {
      // leaving the page saves what is still open, and the list then shows it
      void flush().then(() => queries.invalidateQueries({ queryKey: ["surveys"] }));
    },
    [flush, queries],
  );

  return {
    definition: present,
    saving,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: (next, name) => setHistory((now) => edit(now, next, name ?? null, Date.now())),
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    flush,
    settle: async (choice) => {
      const theirs = await ask(api.surveys.get, { params: { id: survey.id } });
      if (choice === "mine") {
        stored.current = { ...stored.current, revision: theirs.draftRevision };
        await flush();
        return;
      }
      const definition = definitionOf(theirs.draft);
      stored.current = { definition, revision: theirs.draftRevision };
      setHistory((now) => edit(now, definition, null, Date.now()));
      setSaving({ state: "saved", at: theirs.draftSavedAt, problem: null });
    },
  };
}
