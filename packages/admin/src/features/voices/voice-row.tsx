import type { Voice } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";
import { QualityTag } from "./quality-tag.js";
import { ScoreTag } from "./score-tag.js";
import type { VoiceSearch } from "./search.js";
import { WhenWhere } from "./when-where.js";
import { useWho } from "./who.js";

/** One voice in the list: score, words, who, where, when, and its case. */
export function VoiceRow({ voice, search, here }: { readonly voice: Voice; readonly search: VoiceSearch; readonly here: boolean }) {
  const { t } = useTranslation("voices");
  const format = useFormat();
  const who = useWho();
  const about = [
    who(voice),
    format.words(voice.customer?.segment),
    format.words(voice.unit?.name),
    format.words(voice.touchpoint?.name),
    format.words(voice.survey?.title),
  ].filter((part) => part !== "");
  return (
    <li className="voice" data-here={here}>
      <span className="voice-score">
        <ScoreTag scores={voice.scores} />
      </span>
      <div className="voice-words">
        <Link to="/listen/voices" search={{ ...search, voice: voice.id }} replace lang={voice.comment === null ? undefined : voice.locale}>
          {voice.comment ?? t("noComment")}
        </Link>
        <p className="caption">{about.join(" · ")}</p>
      </div>
      <div className="voice-facts">
        <span className="caption">
          <WhenWhere voice={voice} />
        </span>
        <span>
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
