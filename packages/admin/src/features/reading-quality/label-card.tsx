import { api } from "@manyi/contracts";
import { Button, Progress, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { Quality } from "./reading-quality-page.js";

type Side = -1 | 0 | 1;
const sides = [
  { value: -1, name: "bad" },
  { value: 0, name: "neutral" },
  { value: 1, name: "good" },
] as const;

/** Label comments drawn by chance, one after the other. What the machine said stays hidden, so that it does not lead. */
export function LabelCard({ quality: { sample } }: { readonly quality: Quality }) {
  const { t } = useTranslation("reading-quality");
  const format = useFormat();
  const may = useSession().permissions.includes("voices:label");
  const draw = useChange(api.readingQuality.draw, "reading-quality");
  return (
    <Card
      title={t("label.title")}
      caption={t("label.caption", { labelled: format.count(sample.labelled), waiting: format.count(sample.waiting) })}
    >
      <Progress
        aria-label={t("label.title")}
        percent={Math.min(100, Math.round((100 * sample.labelled) / sample.needed))}
        format={() => `${format.count(sample.labelled)} / ${format.count(sample.needed)}`}
      />
      {may ? <Waiting /> : <p className="caption">{t("label.notYou")}</p>}
      {may ? (
        <p>
          <Button loading={draw.isPending} onClick={() => draw.mutate({ body: { count: 20 } })}>
            {t("label.more")}
          </Button>
        </p>
      ) : null}
      {draw.isError ? <ProblemNotice problem={problemOf(draw.error)} /> : null}
    </Card>
  );
}

function Waiting() {
  const { t } = useTranslation("reading-quality");
  const format = useFormat();
  const waiting = useReading(api.readingQuality.waiting, {});
  const keep = useChange(api.readingQuality.label, "reading-quality", "voices", "themes");
  const [side, setSide] = useState<Side | null>(null);
  const [topics, setTopics] = useState<readonly number[]>([]);
  return (
    <Loaded query={waiting} lines={4}>
      {({ items, topics: known }) => {
        const next = items[0];
        if (next === undefined) return <p className="caption">{t("label.done")}</p>;
        const send = () =>
          keep.mutate(
            { params: { voiceId: next.voiceId }, body: { sentiment: side ?? 0, topics: [...topics] } },
            {
              onSuccess: () => {
                setSide(null);
                setTopics([]);
              },
            },
          );
        return (
          <div className="label-task">
            <blockquote>{next.text}</blockquote>
            <Radio.Group
              aria-label={t("label.side")}
              value={side}
              onChange={(event) => setSide(event.target.value as Side)}
              optionType="button"
              options={sides.map(({ value, name }) => ({ value, label: t(`side.${name}`) }))}
            />
            <Select
              mode="multiple"
              aria-label={t("label.topics")}
              placeholder={t("label.topics")}
              showSearch={{ optionFilterProp: "label" }}
              value={[...topics]}
              options={known.map(({ id, name, parent }) => ({
                value: id,
                label: parent === null ? format.words(name) : `${format.words(parent)} · ${format.words(name)}`,
              }))}
              onChange={(value: number[]) => setTopics(value)}
            />
            <span className="label-tools">
              <Button type="primary" disabled={side === null} loading={keep.isPending} onClick={send}>
                {t("label.keep")}
              </Button>
              <span className="caption">{t("label.left", { n: format.count(items.length) })}</span>
            </span>
            {keep.isError ? <ProblemNotice problem={problemOf(keep.error)} /> : null}
          </div>
        );
      }}
    </Loaded>
  );
}
