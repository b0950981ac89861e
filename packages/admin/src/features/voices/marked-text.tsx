import type { SentimentName, Voice } from "@manyi/contracts";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { type Mark, piecesOf } from "./marks.js";
import { useTopicNames } from "./topics.js";

type Said =
  | { readonly kind: "topic"; readonly topic: number; readonly side: SentimentName }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "found" };

/**
 * The words of a voice with what they say marked inside: topics underlined by side (a straight line, waves, a double line, dots), signals
 * in bold, words searched for on a ground of their own.
 */
export function MarkedText({
  voice,
  found = [],
}: {
  readonly voice: Pick<Voice, "comment" | "reading">;
  readonly found?: readonly (readonly [number, number])[];
}) {
  const { t } = useTranslation("voices");
  const nameOf = useTopicNames();
  const { comment, reading } = voice;
  if (comment === null) return null;
  const marks: Mark<Said>[] = [
    ...(reading?.topics ?? []).flatMap(({ id, sentiment, spans }) =>
      spans.map((span): Mark<Said> => ({ span, mark: { kind: "topic", topic: id, side: sentiment } })),
    ),
    ...(reading?.signals ?? [])
      .filter(({ kind }) => pressing.has(kind))
      .flatMap(({ kind, spans }) => spans.map((span): Mark<Said> => ({ span, mark: { kind: "signal", signal: kind } }))),
    ...found.map((span): Mark<Said> => ({ span, mark: { kind: "found" } })),
  ];
  let at = 0;
  return piecesOf(comment, marks).map(({ text, marks: said }) => {
    const key = at;
    at += text.length;
    if (said.length === 0) return <Fragment key={key}>{text}</Fragment>;
    const topics = said.filter((one) => one.kind === "topic");
    const signals = said.filter((one) => one.kind === "signal");
    const title = [
      ...topics.map(({ topic, side }) => `${nameOf(topic)} · ${t(`side.${side}`)}`),
      ...signals.map(({ signal }) => t(`signal.${signal}`)),
    ].join("\n");
    return (
      <span
        key={key}
        className="said"
        data-side={topics[0]?.side}
        data-signal={signals.length > 0 || undefined}
        data-found={said.some(({ kind }) => kind === "found") || undefined}
        title={title === "" ? undefined : title}
      >
        {text}
      </span>
    );
  });
}

/** Signals somebody has to act on; feelings are told by chips alone. */
const pressing: ReadonlySet<string> = new Set(["safety", "legal", "urgency", "churn"]);
