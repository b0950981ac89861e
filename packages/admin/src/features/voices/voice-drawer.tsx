import { api, type Out } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { useReachable } from "../../shell/rooms.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Answers } from "./answers.js";
import { CorrectPanel } from "./correct-panel.js";
import { MarkForm } from "./mark-form.js";
import { MarkedText } from "./marked-text.js";
import { QualityTag } from "./quality-tag.js";
import { ReadingLine } from "./reading-line.js";
import { ScoreTag } from "./score-tag.js";
import type { VoiceSearch } from "./search.js";
import type { Corrections } from "./use-corrections.js";
import { WhenWhere } from "./when-where.js";
import { useWho } from "./who.js";

export type VoiceDetail = Out<typeof api.voices.get>;

/** One voice with every answer in words, and what can be done about it. */
export function VoiceDrawer({
  id,
  search,
  corrections,
  onClose,
}: {
  readonly id: string | undefined;
  readonly search: VoiceSearch;
  readonly corrections: Corrections;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("voices");
  const voice = useReading(api.voices.get, { params: { id: id ?? "" } }, { enabled: id !== undefined });
  return (
    <Drawer title={t("one")} size={720} open={id !== undefined} onClose={onClose} destroyOnHidden>
      {id === undefined ? null : (
        <Loaded query={voice} lines={8} title={t("oneFault")}>
          {(detail) => <Detail key={detail.id} voice={detail} search={search} corrections={corrections} />}
        </Loaded>
      )}
    </Drawer>
  );
}

type DetailProps = { readonly voice: VoiceDetail; readonly search: VoiceSearch; readonly corrections: Corrections };

function Detail({ voice, search, corrections }: DetailProps) {
  const { t } = useTranslation("voices");
  const format = useFormat();
  const who = useWho();
  const may = useMay();
  const [marking, setMarking] = useState(false);
  const shown = corrections.unmasked(voice);
  const survey = voice.survey === null ? "" : `${format.words(voice.survey.title)} v${voice.survey.version}`;
  const about = [
    who(voice),
    format.words(voice.customer?.segment),
    format.words(voice.unit?.name),
    format.words(voice.touchpoint?.name),
    voice.product ?? "",
    survey,
  ].filter((part) => part !== "");
  return (
    <article className="voice-detail">
      <p className="voice-tags">
        <ScoreTag scores={voice.scores} />
        <QualityTag quality={voice.quality} flags={voice.flags} />
        <span className="tag">{t(`anonymity.${voice.anonymity}`, { defaultValue: t("anonymity.other") })}</span>
      </p>
      {voice.question === null ? null : <p className="caption">{t("askedThis", { question: voice.question })}</p>}
      {voice.comment === null ? null : (
        <blockquote lang={voice.locale}>
          <p>
            <MarkedText voice={shown} />
          </p>
        </blockquote>
      )}
      <ReadingLine voice={voice} search={search} />
      {shown.isMasked && voice.anonymity === "identified" && may("voices:identify") ? (
        <p>
          <button type="button" className="link-button" onClick={() => corrections.unmask(voice.id)}>
            {t("unmask")}
          </button>{" "}
          <span className="caption">{t("unmaskAbout")}</span>
        </p>
      ) : null}
      <p className="caption">
        {about.join(" · ")} · <WhenWhere voice={voice} />
      </p>
      {voice.verificationOf === null ? null : (
        <p className="caption">
          {t("verifies")}{" "}
          <PageLink to="/act/cases/$id" params={{ id: voice.verificationOf.id }}>
            {voice.verificationOf.reference}
          </PageLink>
        </p>
      )}
      <Answers answers={voice.answers} />
      <footer className="voice-steps">
        <CaseStep voice={voice} />
        {may("surveys:write") && !marking ? (
          <Button onClick={() => setMarking(true)}>{voice.quality === "excluded" ? t("mark.reinstate") : t("mark.exclude")}</Button>
        ) : null}
      </footer>
      {voice.comment !== null && voice.anonymity !== "anonymous" && may("voices:label") ? (
        <section className="voice-correcting" aria-label={t("correct.title")}>
          <CorrectPanel voice={voice} corrections={corrections} />
        </section>
      ) : null}
      {marking ? <MarkForm voice={voice} onDone={() => setMarking(false)} /> : null}
    </article>
  );
}

/** The case of a voice, or the way to open one. */
function CaseStep({ voice }: { readonly voice: VoiceDetail }) {
  const { t } = useTranslation("voices");
  const may = useMay();
  const reachable = useReachable();
  const navigate = useNavigate();
  const open = useChange(api.voices.openCase, "voices", "cases");
  if (voice.case !== null) {
    return (
      <PageLink to="/act/cases/$id" params={{ id: voice.case.id }} className="voice-case-link">
        {t("case.see", { reference: voice.case.reference })}
      </PageLink>
    );
  }
  if (!may("cases:work")) return null;
  async function start(): Promise<void> {
    const { caseId } = await open.mutateAsync({ params: { id: voice.id } });
    if (reachable("/act/cases/$id")) await navigate({ to: "/act/cases/$id" as string, params: { id: caseId } });
  }
  return (
    <>
      <Button type="primary" loading={open.isPending} onClick={() => void start().catch(() => undefined)}>
        {t("case.open")}
      </Button>
      {open.isError ? <ProblemNotice problem={problemOf(open.error)} /> : null}
    </>
  );
}
