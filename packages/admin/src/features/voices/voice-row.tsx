import type { api, Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";
import { RatingTag } from "../../ui/rating-tag.js";
import { MarkedText } from "./marked-text.js";
import { QualityTag } from "./quality-tag.js";
import { ReadingLine } from "./reading-line.js";
import { ScoreTag } from "./score-tag.js";
import type { VoiceSearch } from "./search.js";
import { WhenWhere } from "./when-where.js";
import { useWho } from "./who.js";

type ListedVoice = Out<typeof api.voices.list>["items"][number];

type Props = {
  readonly voice: ListedVoice;
  readonly search: VoiceSearch;
  /** open in the drawer, or the one the keys speak of */
  readonly here: boolean;
  /** opens the panel that corrects; absent for who may not */
  readonly onCorrect?: (() => void) | undefined;
  /** shows what is masked; absent for who may not */
  readonly onUnmask?: (() => void) | undefined;
};

/** One voice in the stream: score, words with what they say marked inside, who, where, when, and its case. */
export function VoiceRow({ voice, search, here, onCorrect, onUnmask }: Props) {
  const { t } = useTranslation("voices");
  const format = useFormat();
  const who = useWho();
  const about = [
    who(voice),
    format.words(voice.customer?.segment),
    format.words(voice.unit?.name),
    format.words(voice.touchpoint?.name),
    voice.product ?? "",
    format.words(voice.survey?.title),
  ].filter((part) => part !== "");
  return (
    <li className="voice" data-here={here} data-voice={voice.id}>
      <span className="voice-score">
        <ScoreTag scores={voice.scores} /> <RatingTag rating={voice.rating} />
      </span>
      <div className="voice-words">
        {voice.question === null ? null : <p className="caption">{t("askedThis", { question: voice.question })}</p>}
        <Link to="/listen/voices" search={{ ...search, voice: voice.id }} replace lang={voice.comment === null ? undefined : voice.locale}>
          {voice.comment === null ? t("noComment") : <MarkedText voice={voice} found={voice.found} />}
        </Link>
        <ReadingLine voice={voice} search={search} />
        <p className="caption">{about.join(" · ")}</p>
      </div>
      <div className="voice-facts">
        <span className="caption">
          <WhenWhere voice={voice} />
        </span>
        <span>
          {voice.isMasked && onUnmask !== undefined && voice.anonymity === "identified" ? (
            <button type="button" className="link-button" onClick={onUnmask}>
              {t("unmask")}
            </button>
          ) : null}
          {voice.reading === null || onCorrect === undefined || voice.anonymity === "anonymous" ? null : (
            <button type="button" className="link-button voice-correct" onClick={onCorrect}>
              {t("correct.open")}
            </button>
          )}
          <QualityTag quality={voice.quality} flags={voice.flags} />
          {voice.case === null ? null : (
            <PageLink to="/act/cases/$id" params={{ id: voice.case.id }} className="voice-case">
              {voice.case.reference}
            </PageLink>
          )}
        </span>
      </div>
    </li>
  );
}
