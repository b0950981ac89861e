import { api, type Out, type Voice } from "@manyi/contracts";
import { Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, usePages } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Skeleton } from "../../ui/skeleton.js";
import { ScoreTag, WhenWhere } from "../voices/index.js";

type Props = { readonly query: Record<string, unknown>; readonly flag: string | undefined; readonly onClear: () => void };
type Done = Out<typeof api.quality.mark> & { readonly kind: "excluded" | "kept" };

/** Flagged answers nobody has looked at: exclude or keep, one or many, with one reason; the last batch can be undone. */
export function QueueCard({ query, flag, onClear }: Props) {
  const { t } = useTranslation(["quality", "voices"]);
  const format = useFormat();
  const mayMark = useMay()("surveys:write");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Done | null>(null);
  const undo = useChange(api.quality.undo, "quality", "voices", "figures");
  const asked = { ...query, quality: "flagged" as const, limit: 30, ...(flag === undefined ? {} : { flag }) };
  const list = usePages(api.voices.list, asked);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const picked = items.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const toggle = (id: string) => setChosen((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])));
  return (
    <Card
      title={t("queue.title")}
      caption={list.data === undefined ? undefined : t("queue.caption", { count: total, shown: format.count(total) })}
      link={
        flag === undefined ? undefined : (
          <button type="button" className="link-button" onClick={onClear}>
            {t("queue.only", { flag: t(`voices:flag.${flag}`, { defaultValue: flag }) })}
          </button>
        )
      }
      className="quality-queue"
      foot={<span>{t("queue.foot")}</span>}
    >
      {done === null ? null : (
        <p className="quality-done" role="status">
          {t(`queue.done.${done.kind}`, { count: done.marked, shown: format.count(done.marked) })}
          <Button
            size="small"
            loading={undo.isPending}
            onClick={() => undo.mutate({ body: { batch: done.batch } }, { onSuccess: () => setDone(null) })}
          >
            {t("queue.undo")}
          </Button>
        </p>
      )}
      {undo.isError ? <ProblemNotice problem={problemOf(undo.error)} /> : null}
      {list.isPending ? (
        <Skeleton lines={6} />
      ) : list.isError && items.length === 0 ? (
        <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState title={t("queue.none")} about={t("queue.noneAbout")} />
      ) : (
        <>
          {mayMark ? (
            <DecideForm
              ids={picked}
              all={items.length}
              onAll={() => setChosen(picked.length === items.length ? new Set() : new Set(items.map(({ id }) => id)))}
              onDone={(next) => {
                setDone(next);
                setChosen(new Set());
              }}
            />
          ) : null}
          <ul className="rows">
            {items.map((voice) => (
              <QueueRow key={voice.id} voice={voice} isChosen={chosen.has(voice.id)} onToggle={mayMark ? () => toggle(voice.id) : null} />
            ))}
          </ul>
          {list.hasNextPage ? (
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("queue.more", { count: total - items.length, rest: format.count(total - items.length) })}
            </Button>
          ) : null}
        </>
      )}
    </Card>
  );
}

function QueueRow({
  voice,
  isChosen,
  onToggle,
}: {
  readonly voice: Voice;
  readonly isChosen: boolean;
  readonly onToggle: (() => void) | null;
}) {
  const { t } = useTranslation(["quality", "voices"]);
  const format = useFormat();
  const about = [format.words(voice.survey?.title), format.words(voice.unit?.name)].filter((part) => part !== "").join(" · ");
  return (
    <li className="quality-row">
      {onToggle === null ? (
        <span />
      ) : (
        <Checkbox checked={isChosen} onChange={onToggle} aria-label={t("queue.pick", { about: voice.comment ?? about })} />
      )}
      <div className="quality-words">
        <p>
          <ScoreTag scores={voice.scores} />{" "}
          <PageLink to="/listen/voices" search={{ voice: voice.id, quality: "all" }}>
            <span lang={voice.comment === null ? undefined : voice.locale}>{voice.comment ?? t("voices:noComment")}</span>
          </PageLink>
        </p>
        <p className="caption">
          {about} · <WhenWhere voice={voice} />
        </p>
      </div>
      <p className="quality-flags">
        {voice.flags.map((flag) => (
          <span className="tag tag-worse" key={flag}>
            {t(`voices:flag.${flag}`, { defaultValue: t("voices:flag.other") })}
          </span>
        ))}
      </p>
    </li>
  );
}

type FormProps = {
  readonly ids: readonly string[];
  readonly all: number;
  readonly onAll: () => void;
  readonly onDone: (done: Done) => void;
};

/** One reason for everything chosen; it is kept for good. */
function DecideForm({ ids, all, onAll, onDone }: FormProps) {
  const { t } = useTranslation("quality");
  const [form] = Form.useForm<{ reason: string }>();
  const mark = useChange(api.quality.mark, "quality", "voices", "figures");
  const decide = async (kind: "excluded" | "kept") => {
    const { reason } = await form.validateFields();
    const reply = await mark.mutateAsync({ body: { ids: [...ids], kind, reason } });
    form.resetFields();
    onDone({ ...reply, kind });
  };
  return (
    <Form form={form} className="quality-decide">
      <Checkbox checked={ids.length === all} indeterminate={ids.length > 0 && ids.length < all} onChange={onAll}>
        {ids.length === 0 ? t("queue.all") : t("queue.chosen", { count: ids.length })}
      </Checkbox>
      <Form.Item name="reason" rules={[{ required: true, min: 3, whitespace: true, message: t("queue.needed") }]}>
        <Input maxLength={500} aria-label={t("queue.reason")} placeholder={t("queue.reason")} disabled={ids.length === 0} />
      </Form.Item>
      <Button danger disabled={ids.length === 0} loading={mark.isPending} onClick={() => void decide("excluded").catch(() => undefined)}>
        {t("queue.exclude")}
      </Button>
      <Button disabled={ids.length === 0} loading={mark.isPending} onClick={() => void decide("kept").catch(() => undefined)}>
        {t("queue.keep")}
      </Button>
      {mark.isError ? <ProblemNotice problem={problemOf(mark.error)} /> : null}
    </Form>
  );
}
