import { api, type Voice } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { periodOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { ScoreTag, useWho, WhenWhere } from "../voices/index.js";
import { pickVoices } from "./pick-voices.js";

/** Three people's own words, one unhappy, one happy, one in between, up to and including today. */
export function VoicesCard() {
  const { t } = useTranslation("home");
  const format = useFormat();
  const period = { from: periodOf({}, format.today).from, to: format.today };
  const voices = useReading(api.voices.list, { query: { ...period, withComment: "true", limit: 60 } });
  return (
    <Card
      className="home-voices"
      title={t("voices.title")}
      caption={
        voices.data === undefined || voices.data.total === 0 ? undefined : t("voices.caption", { shown: format.count(voices.data.total) })
      }
      link={
        <Link to="/listen/voices" search={{ ...period, withComment: true }}>
          {t("voices.all")}
        </Link>
      }
    >
      <Loaded query={voices}>
        {({ items, suppressed }) => {
          const picked = pickVoices(items);
          if (picked.length === 0) {
            return suppressed ? (
              <EmptyState title={t("voices.few")} about={t("voices.fewAbout")} />
            ) : (
              <EmptyState title={t("voices.none")} about={t("voices.noneAbout")} />
            );
          }
          return (
            <ul className="quotes">
              {picked.map((voice) => (
                <Quote key={voice.id} voice={voice} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Quote({ voice }: { readonly voice: Voice }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const who = useWho();
  const about = [who(voice), format.words(voice.unit?.name), format.words(voice.touchpoint?.name)].filter((part) => part !== "");
  return (
    <li>
      <div className="quote-head">
        <ScoreTag scores={voice.scores} />
        <span className="caption">
          <WhenWhere voice={voice} />
        </span>
      </div>
      <blockquote lang={voice.locale}>
        <p>{voice.comment}</p>
      </blockquote>
      <div className="quote-foot">
        <p className="caption">{about.join(" · ")}</p>
        {voice.case === null ? (
          <Link to="/listen/voices" search={{ from: voice.occurredOn, to: voice.occurredOn, withComment: true, voice: voice.id }}>
            {t("voices.read")}
          </Link>
        ) : (
          <PageLink to="/act/cases/$id" params={{ id: voice.case.id }}>
            {t("voices.case", { reference: voice.case.reference })}
          </PageLink>
        )}
      </div>
    </li>
  );
}
