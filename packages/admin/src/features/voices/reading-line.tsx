import type { SentimentName, Voice } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { VoiceSearch } from "./search.js";
import { useTopicNames } from "./topics.js";

const signs: Readonly<Record<SentimentName, string>> = { good: "＋", mixed: "±", bad: "−", uncertain: "?" };

/** A side by its sign and its word; colour only repeats it. */
export function Side({ side, byPerson = false }: { readonly side: SentimentName; readonly byPerson?: boolean }) {
  const { t } = useTranslation("voices");
  return (
    <span className="opinion" data-side={side}>
      <span aria-hidden="true">{signs[side]}</span> {t(`side.${side}`)}
      {byPerson ? <span className="opinion-person"> {t("byPerson")}</span> : null}
    </span>
  );
}

/** What a comment says, in one line: its side, topics with theirs, signals, and how many others say the same. */
export function ReadingLine({ voice, search }: { readonly voice: Pick<Voice, "id" | "reading">; readonly search: VoiceSearch }) {
  const { t } = useTranslation("voices");
  const nameOf = useTopicNames();
  const { reading } = voice;
  if (reading === null) return null;
  return (
    <p className="reading-line">
      <Side side={reading.sentiment} byPerson={reading.byPerson} />
      {reading.topics.map(({ id, sentiment, byPerson }) => (
        <Link key={id} to="/listen/voices" search={{ ...search, topic: id, voice: undefined }} className="topic-chip" data-side={sentiment}>
          {nameOf(id)} <span aria-hidden="true">{signs[sentiment]}</span>
          <span className="visually-hidden">{t(`side.${sentiment}`)}</span>
          {byPerson ? <span className="opinion-person"> {t("byPerson")}</span> : null}
        </Link>
      ))}
      {reading.signals.map(({ kind }) => (
        <span key={kind} className="tag" data-signal={kind}>
          {t(`signal.${kind}`)}
        </span>
      ))}
      {reading.copies === 0 ? null : (
        <Link to="/listen/voices" search={{ like: voice.id, period: search.period, from: search.from, to: search.to }} className="caption">
          {t("copies", { count: reading.copies, shown: reading.copies >= 99 ? "99+" : reading.copies })}
        </Link>
      )}
    </p>
  );
}
