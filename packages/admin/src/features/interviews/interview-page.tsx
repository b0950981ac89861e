import { api, type Out } from "@manyi/contracts";
import { useParams } from "@tanstack/react-router";
import { Button, Input, InputNumber, Radio } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { ShowOriginal, useOriginal } from "../../ui/original.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { CodingCard } from "./coding-card.js";
import "./interviews.css";

export type Detail = Out<typeof api.interviews.read>;
type Quote = Detail["quotes"][number];

/** One interview: consent first, then notes by question, quotes marked in them, and the themes. */
export function InterviewPage() {
  const { id } = useParams({ from: "/signed-in/shell/listen/interviews/$id" });
  const interview = useReading(api.interviews.read, { params: { id } });
  return (
    <Loaded query={interview} lines={10}>
      {(data) => <Shown key={data.id} interview={data} />}
    </Loaded>
  );
}

type Original = ReturnType<typeof useOriginal<typeof api.interviews.unmask>>;

/** The interview behind its masks, or as it was written once somebody asked; what is written next belongs to what is shown. */
function Shown({ interview }: { readonly interview: Detail }) {
  const original = useOriginal(api.interviews.unmask, { params: { id: interview.id } }, interview.revision);
  const shown = original.shown ?? interview;
  return <Work key={`${shown.revision} ${shown.state} ${shown.isMasked}`} interview={shown} original={original} />;
}

function Work({ interview, original }: { readonly interview: Detail; readonly original: Original }) {
  const { t } = useTranslation("interviews");
  const format = useFormat();
  // what stands behind a mask cannot be changed without being seen
  const isOpen = useMay()("fieldwork:write") && interview.state === "planned" && !interview.isMasked;
  const [consent, setConsent] = useState(interview.consent);
  const [recording, setRecording] = useState(interview.recording ?? "");
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>(interview.notes);
  const [quotes, setQuotes] = useState<readonly Quote[]>(interview.quotes);
  const [minutes, setMinutes] = useState(interview.minutes);
  const [cost, setCost] = useState(interview.cost);
  const save = useChange(api.interviews.save, "interviews");
  const finish = useChange(api.interviews.finish, "interviews", "voices", "guides");
  const cancel = useChange(api.interviews.cancel, "interviews");
  const params = { id: interview.id };
  const body = {
    revision: interview.revision,
    consent,
    recording: consent === "given" && recording.trim() !== "" ? recording.trim() : null,
    notes: { ...notes },
    quotes: [...quotes],
    minutes,
    cost,
  };
  const end = async (words: "quotes" | "notes") => {
    await save.mutateAsync({ params, body });
    await finish.mutateAsync({ params, body: { words } });
  };
  const failed = save.error ?? finish.error ?? cancel.error;
  return (
    <>
      <PageHeader
        title={interview.who}
        about={[
          format.words(interview.guide.title),
          format.words(interview.unit.name),
          format.moment(interview.plannedAt),
          format.words(interview.touchpoint),
          interview.product ?? "",
          interview.purpose,
        ]
          .filter((part) => part !== "")
          .join(" · ")}
        beside={<span className="tag">{t(`state.${interview.state}`)}</span>}
        actions={
          isOpen ? (
            <>
              <Button loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
                {t("work.cancel")}
              </Button>
              <Button type="primary" loading={save.isPending} onClick={() => save.mutate({ params, body })}>
                {t("work.save")}
              </Button>
            </>
          ) : undefined
        }
      />
      {failed === null ? null : <ProblemNotice problem={problemOf(failed)} />}
      {interview.mayUnmask ? <ShowOriginal original={original} withContact={false} /> : null}
      {interview.isMasked && interview.state === "planned" ? <p className="caption">{t("work.masked")}</p> : null}
      <div className="interview">
        <Card title={t("consent.title")} caption={t("consent.caption")}>
          {isOpen ? (
            <Radio.Group
              optionType="button"
              aria-label={t("consent.title")}
              value={consent}
              onChange={({ target }) => setConsent(target.value)}
              options={(["given", "refused"] as const).map((value) => ({ value, label: t(`consent.${value}`) }))}
            />
          ) : (
            <p>{consent === null ? "—" : t(`consent.${consent}`)}</p>
          )}
          {consent === "given" && !isOpen ? (
            <p>{recording}</p>
          ) : consent === "given" ? (
            <Input
              className="interview-recording"
              maxLength={300}
              aria-label={t("consent.recording")}
              placeholder={t("consent.recording")}
              value={recording}
              onChange={({ target }) => setRecording(target.value)}
            />
          ) : (
            <p className="caption">{t("consent.none")}</p>
          )}
        </Card>
        {interview.questions.map((question, place) => (
          <Question
            key={question.key}
            question={question}
            number={place + 1}
            isOpen={isOpen}
            text={notes[question.key] ?? ""}
            quotes={quotes.filter((quote) => quote.question === question.key)}
            onText={(text) => setNotes({ ...notes, [question.key]: text })}
            onQuote={(text) => setQuotes([...quotes, { id: freeId(quotes), question: question.key, text }])}
            onDrop={(id) => setQuotes(quotes.filter((quote) => quote.id !== id))}
          />
        ))}
        <Card title={t("work.effort")}>
          {isOpen ? (
            <p className="interview-effort">
              <span>{t("work.minutes")}</span>
              <InputNumber min={1} max={1440} aria-label={t("work.minutes")} value={minutes} onChange={setMinutes} />
              <span>{t("work.cost")}</span>
              <InputNumber min={0} max={10_000_000} aria-label={t("work.cost")} value={cost} onChange={setCost} />
            </p>
          ) : (
            <p>
              {t("work.minutes")} {format.count(minutes)} · {t("work.cost")} {format.count(cost)}
            </p>
          )}
          {isOpen ? (
            <p className="interview-buttons">
              <Button disabled={quotes.length === 0} loading={finish.isPending} onClick={() => void end("quotes").catch(() => undefined)}>
                {t("work.finishQuotes")}
              </Button>
              <Button loading={finish.isPending} onClick={() => void end("notes").catch(() => undefined)}>
                {t("work.finishNotes")}
              </Button>
            </p>
          ) : null}
          {isOpen ? <p className="caption">{t("work.finishAbout")}</p> : null}
        </Card>
        <CodingCard interview={interview} />
      </div>
    </>
  );
}

function freeId(quotes: readonly Quote[]): string {
  for (let n = quotes.length + 1; ; n++) if (!quotes.some(({ id }) => id === `quote-${n}`)) return `quote-${n}`;
}

type QuestionProps = {
  readonly question: Detail["questions"][number];
  readonly number: number;
  readonly isOpen: boolean;
  readonly text: string;
  readonly quotes: readonly Quote[];
  readonly onText: (text: string) => void;
  readonly onQuote: (text: string) => void;
  readonly onDrop: (id: string) => void;
};

/** Notes of one question; what is selected in them becomes a quote. */
function Question({ question, number, isOpen, text, quotes, onText, onQuote, onDrop }: QuestionProps) {
  const { t } = useTranslation("interviews");
  const format = useFormat();
  const field = useRef<HTMLDivElement>(null);
  const mark = () => {
    const area = field.current?.querySelector("textarea");
    const chosen = area === undefined || area === null ? "" : area.value.slice(area.selectionStart, area.selectionEnd).trim();
    if (chosen !== "") onQuote(chosen);
  };
  return (
    <Card title={`${number}. ${format.words(question.text)}`}>
      {question.probes.length === 0 ? null : <p className="caption">{question.probes.map((probe) => format.words(probe)).join(" · ")}</p>}
      {isOpen ? (
        <div ref={field}>
          <Input.TextArea
            maxLength={10_000}
            autoSize={{ minRows: 3, maxRows: 16 }}
            aria-label={t("work.notes", { number })}
            placeholder={t("work.notesPlace")}
            value={text}
            onChange={({ target }) => onText(target.value)}
          />
        </div>
      ) : (
        <p className="interview-notes">{text === "" ? "—" : text}</p>
      )}
      {isOpen ? (
        <Button className="interview-mark" onClick={mark}>
          {t("work.mark")}
        </Button>
      ) : null}
      {quotes.map((quote) => (
        <blockquote key={quote.id}>
          {quote.text}{" "}
          {isOpen ? (
            <button type="button" className="link-button" onClick={() => onDrop(quote.id)}>
              {t("work.dropQuote")}
            </button>
          ) : null}
        </blockquote>
      ))}
    </Card>
  );
}
