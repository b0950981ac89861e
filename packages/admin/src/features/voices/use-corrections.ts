import { api, type Voice, type VoiceLabel } from "@manyi/contracts";
import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, pagesOf, problemOf } from "../../api.js";

type Page = { readonly items: readonly Voice[] };
type Kept = { readonly voiceId: string; readonly labelId: string };

/** Corrections of what comments say: each is kept at once, shown where the voice stands, and can be taken back. */
export function useCorrections() {
  const client = useQueryClient();
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const [plain, setPlain] = useState<ReadonlyMap<string, Voice>>(new Map());

  /** Puts a voice as it is now into the lists that show it; whoever shows it alone reads it again. */
  function show(voice: Voice): void {
    client.setQueriesData<InfiniteData<Page>>({ queryKey: pagesOf(api.voices.list) }, (data) =>
      data === undefined
        ? data
        : {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((one) => (one.id === voice.id ? { ...one, ...voice } : one)),
            })),
          },
    );
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "voices" && String(queryKey[1]).includes(voice.id) });
  }

  const label = useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: VoiceLabel }) => ask(api.voices.label, { params: { id }, body }),
    onSuccess: ({ labelId, voice }) => {
      setKept((before) => [...before, { voiceId: voice.id, labelId }]);
      show(voice);
    },
  });
  const undo = useMutation({
    mutationFn: ({ voiceId, labelId }: Kept) => ask(api.voices.unlabel, { params: { id: voiceId, labelId } }),
    onSuccess: (voice, { labelId }) => {
      setKept((before) => before.filter((one) => one.labelId !== labelId));
      show(voice);
    },
  });
  const unmask = useMutation({
    mutationFn: (id: string) => ask(api.voices.unmask, { params: { id } }),
    onSuccess: (voice) => setPlain((before) => new Map(before).set(voice.id, voice)),
  });
  const failed = [label, undo, unmask].find(({ isError }) => isError);
  return {
    correct: (id: string, body: VoiceLabel) => label.mutate({ id, body }),
    /** takes the last correction of this visit back */
    undo: () => {
      const last = kept.at(-1);
      if (last !== undefined && !undo.isPending) undo.mutate(last);
    },
    /** takes one correction back, whenever it was made */
    takeBack: (voiceId: string, labelId: string) => undo.mutate({ voiceId, labelId }),
    unmask: (id: string) => unmask.mutate(id),
    /** the voice with its comment as it was written, when this page was shown it */
    unmasked: <V extends Pick<Voice, "id" | "comment" | "reading" | "isMasked">>(voice: V): V => {
      const known = plain.get(voice.id);
      return known === undefined ? voice : { ...voice, comment: known.comment, isMasked: false, reading: known.reading };
    },
    canUndo: kept.length > 0,
    problem: failed === undefined ? null : problemOf(failed.error),
  };
}

export type Corrections = ReturnType<typeof useCorrections>;
