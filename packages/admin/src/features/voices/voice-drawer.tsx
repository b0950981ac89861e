import { api, type Out } from "@manyi/contracts";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { RatingTag } from "../../ui/rating-tag.js";
import { Answers } from "./answers.js";
import { CorrectPanel } from "./correct-panel.js";
import { MarkedText } from "./marked-text.js";
import { OriginLink } from "./origin-link.js";
import { QualityTag } from "./quality-tag.js";
import { ReadingLine } from "./reading-line.js";
import { ScoreTag } from "./score-tag.js";
import type { VoiceSearch } from "./search.js";
import type { VoiceAct } from "./stream-keys.js";
import type { Corrections } from "./use-corrections.js";
import { VoiceSteps } from "./voice-steps.js";
import { WhenWhere } from "./when-where.js";
import { useWho } from "./who.js";

export type VoiceDetail = Out<typeof api.voices.get>;
/** A step that a key asked for, and for which voice. */
export type Asked = { readonly act: VoiceAct; readonly id: string } | null;

/** One voice with every answer in words, and what can be done about it. */
export function VoiceDrawer({
  id,
  search,
  corrections,
  asked,
  onClose,
}: {
  readonly id: string | undefined;
  readonly search: VoiceSearch;
  readonly corrections: Corrections;
  /** what a key asked for */
  readonly asked: Asked;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("voices");
  const voice = useReading(api.voices.get, { params: { id: id ?? "" } }, { enabled: id !== undefined });
  return (
    <Drawer title={t("one")} size={720} open={id !== undefined} onClose={onClose} destroyOnHidden>
      {id === undefined ? null : (
        <Loaded query={voice} lines={8} title={t("oneFault")}>
          {(detail) => <Detail key={detail.id} voice={detail} search={search} corrections={corrections} asked={asked} />}
        </Loaded>
      )}
    </Drawer>
  );
}

type DetailProps = { readonly voice: VoiceDetail; readonly search: VoiceSearch; readonly corrections: Corrections; readonly asked: Asked };

function Detail({ voice, search, corrections, asked }: DetailProps) {
  const { t } = useTranslation("voices");
  const format = useFormat();
  const who = useWho();
  const may = useMay();
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
        <RatingTag rating={voice.rating} />
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
      <OriginLink origin={voice.origin} />
      <Answers answers={voice.answers} />
      <VoiceSteps voice={voice} asked={asked} />
      <VoiceNotes notes={voice.notes} />
      {voice.comment !== null && voice.anonymity !== "anonymous" && may("voices:label") ? (
        <section className="voice-correcting" aria-label={t("correct.title")}>
          <CorrectPanel voice={voice} corrections={corrections} />
        </section>
      ) : null}
    </article>
  );
}

/** What colleagues remarked. */
function VoiceNotes({ notes }: Pick<VoiceDetail, "notes">) {
  const { t } = useTranslation("voices");
  const format = useFormat();
  if (notes.length === 0) return null;
  return (
    <ul className="voice-notes" aria-label={t("note.all")}>
      {notes.map(({ id, text, by, at }) => (
        <li key={id}>
          {text} <span className="caption">{[by ?? "", format.moment(at)].filter((part) => part !== "").join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}
