import type { SentimentName, Voice } from "@manyi/contracts";
import { Button, Drawer, Grid, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Side } from "./reading-line.js";
import { useTopicNames, useTopics } from "./topics.js";
import type { Corrections } from "./use-corrections.js";

const sides = ["good", "mixed", "bad"] as const;

/** Corrects what a comment says: its side, its topics with theirs, its signals, what is no personal data. Every press is kept at once. */
export function CorrectPanel({
  voice,
  corrections,
  focusTopics = false,
}: {
  readonly voice: Voice;
  readonly corrections: Corrections;
  readonly focusTopics?: boolean;
}) {
  const { t } = useTranslation("voices");
  const format = useFormat();
  const topics = useTopics();
  const nameOf = useTopicNames();
  const may = useMay();
  const { reading } = voice;
  if (reading === null) return <p className="caption">{t("correct.unread")}</p>;
  const { correct, undo, canUndo, problem } = corrections;
  const others = topics.filter(({ id }) => !reading.topics.some((one) => one.id === id));
  const choices = sides.map((value) => ({ value, label: <Side side={value} /> }));
  return (
    <div className="correct">
      <div>
        <h3 className="correct-title">{t("correct.side")}</h3>
        <Segmented<SentimentName>
          block
          aria-label={t("correct.side")}
          value={reading.sentiment}
          options={choices}
          onChange={(sentiment) => correct(voice.id, { kind: "sentiment", sentiment })}
        />
      </div>
      <div>
        <h3 className="correct-title">{t("correct.topics")}</h3>
        <ul className="correct-topics">
          {reading.topics.map(({ id, sentiment }) => (
            <li key={id}>
              <span>{nameOf(id)}</span>
              <Segmented<SentimentName>
                size="small"
                aria-label={t("correct.sideOf", { topic: nameOf(id) })}
                value={sentiment}
                options={choices}
                onChange={(side) => correct(voice.id, { kind: "topic_on", topic: id, sentiment: side })}
              />
              <Button size="small" type="text" onClick={() => correct(voice.id, { kind: "topic_off", topic: id })}>
                {t("correct.remove")}
              </Button>
            </li>
          ))}
        </ul>
        <Select<number | null>
          className="correct-add"
          aria-label={t("correct.add")}
          placeholder={t("correct.add")}
          autoFocus={focusTopics}
          showSearch={{ optionFilterProp: "label" }}
          value={null}
          options={others.map(({ id, name }) => ({ value: id, label: format.words(name) }))}
          onChange={(topic) => (topic === null ? undefined : correct(voice.id, { kind: "topic_on", topic, sentiment: reading.sentiment }))}
        />
      </div>
      {reading.signals.length === 0 ? null : (
        <div>
          <h3 className="correct-title">{t("correct.signals")}</h3>
          <ul className="correct-topics">
            {reading.signals.map(({ kind }) => (
              <li key={kind}>
                <span>{t(`signal.${kind}`)}</span>
                <Button size="small" type="text" onClick={() => correct(voice.id, { kind: "signal_off", signal: kind })}>
                  {t("correct.remove")}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {voice.masks.length === 0 || !may("voices:identify") ? null : (
        <div>
          <h3 className="correct-title">{t("correct.masks")}</h3>
          <ul className="correct-topics">
            {voice.masks
              .map((mask, place) => ({ ...mask, place }))
              .map(({ words, labelId, place }) => (
                <li key={place}>
                  <span>…{words}…</span>
                  <Button
                    size="small"
                    type="text"
                    onClick={() =>
                      labelId === null ? correct(voice.id, { kind: "not_personal", mask: place }) : corrections.takeBack(voice.id, labelId)
                    }
                  >
                    {t(labelId === null ? "correct.notPersonal" : "correct.personal")}
                  </Button>
                </li>
              ))}
          </ul>
        </div>
      )}
      <p className="caption">{t("correct.about")}</p>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <Button disabled={!canUndo} onClick={undo}>
        {t("correct.undo")}
      </Button>
    </div>
  );
}

/** The panel by itself: beside the stream on a desk, from below on a phone. */
export function CorrectSheet({
  voice,
  corrections,
  onClose,
}: {
  readonly voice: Voice | undefined;
  readonly corrections: Corrections;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("voices");
  const { md = true } = Grid.useBreakpoint();
  return (
    <Drawer
      title={t("correct.title")}
      placement={md ? "right" : "bottom"}
      size={md ? 480 : "75%"}
      open={voice !== undefined}
      onClose={onClose}
      destroyOnHidden
    >
      {voice === undefined ? null : (
        <>
          <blockquote className="correct-quote" lang={voice.locale}>
            {voice.comment}
          </blockquote>
          <CorrectPanel voice={voice} corrections={corrections} focusTopics={md} />
        </>
      )}
    </Drawer>
  );
}
