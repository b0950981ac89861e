import { api, type Out } from "@manyi/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, reading, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { adopted, type Draft, draftOf, freeCode, without, withTopic } from "./edits.js";
import { FilesBar } from "./files-bar.js";
import { PreviewCard } from "./preview-card.js";
import { SuggestionsCard } from "./suggestions-card.js";
import { TopicForm } from "./topic-form.js";
import { TopicTree } from "./topic-tree.js";
import { VersionsCard } from "./versions-card.js";
import "./taxonomy.css";

type Tree = Out<typeof api.taxonomy.get>;

/** The organisation's topics and their words: changed as a draft, tried on real comments, put in force as a version. */
export function TaxonomyPage() {
  const { t } = useTranslation("taxonomy");
  const tree = useReading(api.taxonomy.get, {});
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={
          <PageLink to="/understand/reading" className="button">
            {t("quality")}
          </PageLink>
        }
      />
      <Loaded query={tree} lines={12}>
        {(found) => <Editor key={found.version} tree={found} onRefresh={() => void tree.refetch()} />}
      </Loaded>
    </>
  );
}

function Editor({ tree, onRefresh }: { readonly tree: Tree; readonly onRefresh: () => void }) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const may = useSession().permissions.includes("surveys:write");
  const [topics, setTopics] = useState<Draft[]>(() => draftOf(tree.topics));
  const [chosen, setChosen] = useState<string | null>(
    (topics.find(({ terms }) => terms.zh.length + terms.en.length > 0) ?? topics[0])?.code ?? null,
  );
  const preview = useChange(api.taxonomy.preview);
  const save = useChange(api.taxonomy.save, "taxonomy", "themes", "voices", "vocabulary");
  const isChanged = JSON.stringify(topics) !== JSON.stringify(draftOf(tree.topics));
  const change = (next: Draft[]) => {
    setTopics(next);
    preview.reset();
  };
  const topic = topics.find(({ code }) => code === chosen);
  const add = (parent: string | null, words: Partial<Draft> = {}) => {
    const name = words.name ?? { "zh-CN": t("newTopic", { lng: "zh-CN" }), en: t("newTopic", { lng: "en" }) };
    const code = freeCode(topics, words.name?.en ?? "topic", parent);
    change([...topics, { code, name, terms: { zh: [], en: [] }, attribute: null, ...words }]);
    setChosen(code);
  };
  const addTerm = (term: string, language: "zh" | "en") => {
    if (topic === undefined)
      return add(null, {
        name: { "zh-CN": term, en: term },
        terms: { zh: language === "zh" ? [term] : [], en: language === "en" ? [term] : [] },
      });
    const terms = { ...topic.terms, [language]: [...new Set([...topic.terms[language], term])] };
    change(withTopic(topics, topic.code, { terms }));
  };
  return (
    <div className="taxonomy">
      {tree.run?.state === "running" ? <Running run={tree.run} onRefresh={onRefresh} /> : null}
      <div className="taxonomy-bar">
        <span className="caption">{t("inForce", { version: tree.version, n: format.count(tree.topics.length) })}</span>
        <FilesBar topics={topics} version={tree.version} may={may} onTake={(taken) => change(adopted(taken, topics))} />
        {may ? (
          <>
            <Button disabled={!isChanged} onClick={() => change(draftOf(tree.topics))}>
              {t("undo")}
            </Button>
            <Button type="primary" disabled={!isChanged} loading={preview.isPending} onClick={() => preview.mutate({ body: { topics } })}>
              {t("try")}
            </Button>
          </>
        ) : null}
      </div>
      {preview.isError ? <ProblemNotice problem={problemOf(preview.error)} /> : null}
      {preview.data === undefined ? null : (
        <PreviewCard
          found={preview.data}
          topics={topics}
          isSaving={save.isPending}
          onSave={(note) => save.mutate({ body: { version: tree.version, note, topics } })}
          onOpen={setChosen}
        />
      )}
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
      <div className="taxonomy-panes">
        <Card title={t("tree")} caption={isChanged ? t("changed") : undefined}>
          <TopicTree topics={topics} chosen={chosen} may={may} onChoose={setChosen} onAdd={() => add(null)} />
        </Card>
        <div className="taxonomy-side">
          {topic === undefined ? null : (
            <TopicForm
              key={topic.code}
              topic={topic}
              may={may}
              onChange={(part) => change(withTopic(topics, topic.code, part))}
              onAdd={() => add(topic.code.split(".").length >= 3 ? null : topic.code)}
              onRemove={() => {
                change(without(topics, topic.code));
                setChosen(null);
              }}
            />
          )}
          {may ? <SuggestionsCard topic={topic} onTerm={addTerm} onTopic={(name, terms) => add(null, { name, terms })} /> : null}
          <VersionsCard inForce={tree.version} may={may} onTake={(taken) => change(adopted(taken, draftOf(tree.topics)))} />
        </div>
      </div>
    </div>
  );
}

/** Everything is being read again; the page looks once a second. */
function Running({ run, onRefresh }: { readonly run: NonNullable<Tree["run"]>; readonly onRefresh: () => void }) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const poll = useQuery({ ...reading(api.taxonomy.get, {}), refetchInterval: 1000 });
  const now = poll.data?.run ?? run;
  return (
    <p role="status" className="taxonomy-run">
      <progress max={Math.max(1, now.total)} value={now.done} />{" "}
      {t("reading", { done: format.count(now.done), total: format.count(now.total) })}{" "}
      <button type="button" className="link-button" onClick={onRefresh}>
        {t("look")}
      </button>
    </p>
  );
}
