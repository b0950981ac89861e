import { api } from "@manyi/contracts";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { type Draft, wordsOf } from "./edits.js";

const languages = ["zh", "en"] as const;
const benefits = ["functional", "process", "relational"] as const;
const lists = ["terms", "except", "good", "bad"] as const;
type List = (typeof lists)[number];
type Words = Draft["terms"];
const nothing: Words = { zh: [], en: [] };

function wordsIn(topic: Draft, list: List): Words {
  if (list === "terms") return topic.terms;
  if (list === "except") return topic.except ?? nothing;
  return topic.opinions?.[list] ?? nothing;
}

function changed(topic: Draft, list: List, words: Words): Partial<Draft> {
  if (list === "terms") return { terms: words };
  if (list === "except") return { except: words };
  return { opinions: { good: topic.opinions?.good ?? nothing, bad: topic.opinions?.bad ?? nothing, [list]: words } };
}

/** One topic: its names, its words in each language, what they do not mean, and the attribute it explains. */
export function TopicForm(props: {
  readonly topic: Draft;
  readonly may: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const { topic, may, onChange, onAdd, onRemove } = props;
  const attributes = useReading(api.org.vocabulary, {}).data?.attributes ?? [];
  return (
    <Card
      title={format.words(topic.name)}
      caption={topic.code}
      link={
        may ? (
          <span className="taxonomy-tools">
            <button type="button" className="link-button" onClick={onAdd}>
              {t("addBelow")}
            </button>
            <button type="button" className="link-button" onClick={onRemove}>
              {t("remove")}
            </button>
          </span>
        ) : undefined
      }
    >
      <div className="topic-names">
        {(["zh-CN", "en"] as const).map((locale) => (
          <div key={locale}>
            <span className="caption">{t(`name.${locale}`)}</span>
            <Input
              aria-label={t(`name.${locale}`)}
              maxLength={80}
              disabled={!may}
              value={topic.name[locale]}
              onChange={(event) => onChange({ name: { ...topic.name, [locale]: event.target.value } })}
            />
          </div>
        ))}
        <div>
          <span className="caption">{t("attribute")}</span>
          <Select
            aria-label={t("attribute")}
            allowClear
            disabled={!may}
            placeholder={t("noAttribute")}
            value={topic.attribute ?? null}
            options={attributes.map(({ code, name }) => ({ value: code, label: format.words(name) }))}
            onChange={(value: string | null | undefined) => onChange({ attribute: value ?? null })}
          />
        </div>
        <div>
          <span className="caption">{t("benefit")}</span>
          <Select
            aria-label={t("benefit")}
            allowClear
            disabled={!may}
            placeholder={t("noBenefit")}
            value={topic.benefit ?? null}
            options={benefits.map((value) => ({ value, label: t(`benefitType.${value}`) }))}
            onChange={(value: Draft["benefit"] | null) => onChange({ benefit: value ?? undefined })}
          />
        </div>
      </div>
      {lists.map((list) => (
        <section key={list} className="topic-words">
          <h3>
            {t(`list.${list}`)} <span className="caption">{t(`listAbout.${list}`)}</span>
          </h3>
          {languages.map((language) => (
            <WordField
              key={language}
              label={`${t(`list.${list}`)} · ${t(`language.${language}`)}`}
              name={t(`language.${language}`)}
              language={language}
              disabled={!may}
              words={wordsIn(topic, list)[language]}
              onChange={(words) => onChange(changed(topic, list, { ...wordsIn(topic, list), [language]: words }))}
            />
          ))}
        </section>
      ))}
    </Card>
  );
}

/** Words in one language as one text; they are parted when the field is left. */
function WordField(props: {
  readonly label: string;
  readonly name: string;
  readonly language: "zh" | "en";
  readonly disabled: boolean;
  readonly words: readonly string[];
  readonly onChange: (words: string[]) => void;
}) {
  const { label, name, language, disabled, words, onChange } = props;
  const shown = words.join(language === "zh" ? "、" : ", ");
  const [text, setText] = useState<string | null>(null);
  return (
    <div className="word-field">
      <span className="caption">{name}</span>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 1, maxRows: 6 }}
        disabled={disabled}
        value={text ?? shown}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (text !== null) onChange(wordsOf(text, language));
          setText(null);
        }}
      />
    </div>
  );
}
