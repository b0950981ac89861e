import { api } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { Draft } from "./edits.js";

type Term = { readonly term: string; readonly language: "zh" | "en"; readonly n: number };

/** Words of the organisation's own comments: those no topic knows, and those near the topic that is open. */
export function SuggestionsCard(props: {
  readonly topic: Draft | undefined;
  readonly onTerm: (term: string, language: "zh" | "en") => void;
  readonly onTopic: (name: Draft["name"], terms: Draft["terms"]) => void;
}) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const { topic, onTerm, onTopic } = props;
  const found = useReading(api.taxonomy.suggestions, { query: topic === undefined ? {} : { topic: topic.code } });
  const ai = useReading(api.ai.state, {}).data?.isOn === true;
  const name = useChange(api.ai.name);
  const [picked, setPicked] = useState<readonly Term[]>([]);
  const toggle = (term: Term) =>
    setPicked((now) => (now.some((one) => one.term === term.term) ? now.filter((one) => one.term !== term.term) : [...now, term]));
  const make = (proposed: string | undefined) => {
    const first = proposed ?? picked[0]?.term ?? "";
    const of = (language: "zh" | "en") => picked.filter((one) => one.language === language).map(({ term }) => term);
    onTopic({ "zh-CN": first, en: first }, { zh: of("zh"), en: of("en") });
    setPicked([]);
    name.reset();
  };
  return (
    <Card
      title={t("suggest.title")}
      caption={
        found.data === undefined
          ? undefined
          : t("suggest.caption", { looked: format.count(found.data.looked), comments: format.count(found.data.comments) })
      }
    >
      <Loaded query={found} lines={4}>
        {({ unmapped, near }) => (
          <>
            {topic === undefined || near.length === 0 ? null : (
              <section>
                <h3>{t("suggest.near", { name: format.words(topic.name) })}</h3>
                <p className="taxonomy-terms">
                  {near.slice(0, 20).map((one) => (
                    <button key={one.term} type="button" className="tag taxonomy-term" onClick={() => onTerm(one.term, one.language)}>
                      + {one.term} <small>{format.count(one.n)}</small>
                    </button>
                  ))}
                </p>
              </section>
            )}
            <section>
              <h3>{t("suggest.unmapped")}</h3>
              {unmapped.length === 0 ? <p className="caption">{t("suggest.none")}</p> : null}
              <p className="taxonomy-terms">
                {unmapped.slice(0, 30).map((one) => (
                  <button
                    key={one.term}
                    type="button"
                    className="tag taxonomy-term"
                    aria-pressed={picked.some(({ term }) => term === one.term)}
                    onClick={() => toggle(one)}
                  >
                    {one.term} <small>{format.count(one.n)}</small>
                  </button>
                ))}
              </p>
              {picked.length === 0 ? null : (
                <span className="taxonomy-tools">
                  {topic === undefined ? null : (
                    <Button
                      size="small"
                      onClick={() => {
                        for (const { term, language } of picked.slice(0, 1)) onTerm(term, language);
                        setPicked((now) => now.slice(1));
                      }}
                    >
                      {t("suggest.toTopic", { term: picked[0]!.term, name: format.words(topic.name) })}
                    </Button>
                  )}
                  <Button size="small" onClick={() => make(undefined)}>
                    {t("suggest.newTopic", { count: picked.length })}
                  </Button>
                  {ai ? (
                    <Button
                      size="small"
                      loading={name.isPending}
                      onClick={() =>
                        name.mutate({ body: { terms: picked.map(({ term }) => term) } }, { onSuccess: (proposed) => make(proposed.name) })
                      }
                    >
                      {t("suggest.aiName")}
                    </Button>
                  ) : null}
                </span>
              )}
              {name.isError ? <ProblemNotice problem={problemOf(name.error)} /> : null}
            </section>
          </>
        )}
      </Loaded>
    </Card>
  );
}
