import type { SentimentName } from "@manyi/contracts";
import { useEffect, useRef } from "react";

/** What one does with a voice. */
export type VoiceAct = "case" | "inbox" | "finding" | "note";

/** What a key does in the stream. */
export type StreamAct =
  | { readonly act: VoiceAct }
  | { readonly act: "next" | "back" | "topics" | "undo" | "open" | "notPersonal" }
  | { readonly act: "side"; readonly side: SentimentName };

const keys: Readonly<Record<string, StreamAct>> = {
  j: { act: "next" },
  k: { act: "back" },
  "1": { act: "side", side: "good" },
  "+": { act: "side", side: "good" },
  "=": { act: "side", side: "good" },
  "2": { act: "side", side: "mixed" },
  "0": { act: "side", side: "mixed" },
  "3": { act: "side", side: "bad" },
  "-": { act: "side", side: "bad" },
  t: { act: "topics" },
  p: { act: "notPersonal" },
  u: { act: "undo" },
  o: { act: "open" },
  c: { act: "case" },
  i: { act: "inbox" },
  f: { act: "finding" },
  n: { act: "note" },
};

const voiceActs: ReadonlySet<string> = new Set<VoiceAct>(["case", "inbox", "finding", "note"]);

export function isVoiceAct(act: string): act is VoiceAct {
  return voiceActs.has(act);
}

/** @returns `null` for a key that does nothing here, or one pressed together with another */
export function actOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): StreamAct | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return keys[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}

/** Listens for the keys of the stream wherever nobody is writing. */
export function useStreamKeys(onAct: (act: StreamAct) => void): void {
  const latest = useRef(onAct);
  latest.current = onAct;
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const target = event.target as HTMLElement | null;
      if (target?.closest("input, textarea, select, [contenteditable], [role=combobox], [role=radiogroup], .ant-segmented") != null) return;
      const act = actOf(event);
      if (act === null) return;
      event.preventDefault();
      latest.current(act);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
