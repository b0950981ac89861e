import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { type Draft, parentOf } from "./edits.js";

/** Topics under their parents, each with the number of its words. */
export function TopicTree(props: {
  readonly topics: readonly Draft[];
  readonly chosen: string | null;
  readonly may: boolean;
  readonly onChoose: (code: string) => void;
  readonly onAdd: () => void;
}) {
  const { t } = useTranslation("taxonomy");
  const { topics, chosen, may, onChoose, onAdd } = props;
  const known = new Set(topics.map(({ code }) => code));
  const below = (parent: string | null) =>
    topics.filter(({ code }) => {
      const own = parentOf(code);
      return parent === null ? own === null || !known.has(own) : own === parent;
    });
  return (
    <>
      <Level below={below} parent={null} chosen={chosen} onChoose={onChoose} />
      {may ? (
        <button type="button" className="link-button taxonomy-add" onClick={onAdd}>
          {t("add")}
        </button>
      ) : null}
    </>
  );
}

function Level(props: {
  readonly below: (parent: string | null) => readonly Draft[];
  readonly parent: string | null;
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
}) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const { below, parent, chosen, onChoose } = props;
  const topics = below(parent);
  if (topics.length === 0) return null;
  return (
    <ul className="topic-level">
      {topics.map((topic) => (
        <li key={topic.code}>
          <button type="button" className="topic-item" aria-current={topic.code === chosen} onClick={() => onChoose(topic.code)}>
            <span>{format.words(topic.name)}</span>
            <span className="caption">{wordCount(topic) === 0 ? t("group") : t("words", { count: wordCount(topic) })}</span>
          </button>
          <Level below={below} parent={topic.code} chosen={chosen} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

function wordCount({ terms, opinions }: Draft): number {
  return [terms, opinions?.good, opinions?.bad].reduce((sum, words) => sum + (words?.zh.length ?? 0) + (words?.en.length ?? 0), 0);
}
