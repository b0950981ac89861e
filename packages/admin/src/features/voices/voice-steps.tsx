import { api } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useMay } from "../../session.js";
import { useReachable } from "../../shell/rooms.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { StartFromVoice } from "../findings/index.js";
import { MarkForm } from "./mark-form.js";
import type { VoiceAct } from "./stream-keys.js";
import type { Asked, VoiceDetail } from "./voice-drawer.js";

/** Longest title that the words of a voice suggest. */
const LONGEST = 60;

type Props = {
  readonly voice: VoiceDetail;
  /** what a key asked for; a new one each time */
  readonly asked: Asked;
};

/** What can be done with one voice: a case, the inbox, an initiative, a remark, out of the figures. */
export function VoiceSteps({ voice, asked }: Props) {
  const { t } = useTranslation("voices");
  const may = useMay();
  const [open, setOpen] = useState<"note" | "finding" | "mark" | null>(null);
  const inbox = useInbox(voice);
  const toCase = useCase(voice);
  const isAnonymous = voice.anonymity === "anonymous";
  const can = {
    case: may("cases:work") && voice.case === null && !isAnonymous && voice.unit !== null,
    inbox: may("cases:work") && voice.inbox === null && !isAnonymous,
    finding: may("findings:write") && voice.comment !== null && !isAnonymous,
    note: may("notes:write") && !isAnonymous,
  };
  const take = (act: VoiceAct) => {
    if (!can[act]) return;
    if (act === "case") toCase.start();
    else if (act === "inbox") inbox.put();
    else setOpen(act);
  };
  const latest = useRef(take);
  latest.current = take;
  // a key is taken once, when it is pressed
  useEffect(() => {
    if (asked?.id === voice.id) latest.current(asked.act);
  }, [asked, voice.id]);
  const close = () => setOpen(null);
  return (
    <>
      <footer className="voice-steps">
        {voice.case === null ? null : (
          <PageLink to="/act/cases/$id" params={{ id: voice.case.id }} className="voice-case-link">
            {t("case.see", { reference: voice.case.reference })}
          </PageLink>
        )}
        {voice.inbox === null ? null : (
          <PageLink to="/listen/inbox" search={{ view: "all", item: voice.id }} className="voice-case-link">
            {t("inbox.see", { state: t(`inbox.state.${voice.inbox.state}`) })}
          </PageLink>
        )}
        {can.case ? (
          <Button type="primary" loading={toCase.isPending} onClick={toCase.start}>
            {t("case.open")}
          </Button>
        ) : null}
        {can.inbox ? (
          <Button loading={inbox.isPending} onClick={inbox.put}>
            {t("inbox.put")}
          </Button>
        ) : null}
        {can.finding ? <Button onClick={() => setOpen("finding")}>{t("finding.start")}</Button> : null}
        {can.note ? (
          <Button aria-expanded={open === "note"} onClick={() => setOpen(open === "note" ? null : "note")}>
            {t("note.add")}
          </Button>
        ) : null}
        {may("surveys:write") && open !== "mark" ? (
          <Button onClick={() => setOpen("mark")}>{voice.quality === "excluded" ? t("mark.reinstate") : t("mark.exclude")}</Button>
        ) : null}
      </footer>
      {toCase.problem === null ? null : <ProblemNotice problem={toCase.problem} />}
      {inbox.problem === null ? null : <ProblemNotice problem={inbox.problem} />}
      {open === "note" ? <NoteForm id={voice.id} onDone={close} /> : null}
      {open === "mark" ? <MarkForm voice={voice} onDone={close} /> : null}
      {open === "finding" ? <StartFromVoice id={voice.id} title={titleOf(voice.comment ?? "")} onClose={close} /> : null}
    </>
  );
}

/** The first sentence of what was said; the person says what to do about it. */
function titleOf(comment: string): string {
  const first = comment.trim().split(/[。.!?！？\n]/)[0] ?? "";
  return first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first;
}

function useInbox(voice: VoiceDetail) {
  const add = useChange(api.feedback.add, "voices", "feedback");
  return {
    put: () => add.mutate({ body: { voiceId: voice.id } }),
    isPending: add.isPending,
    problem: add.isError ? problemOf(add.error) : null,
  };
}

function useCase(voice: VoiceDetail) {
  const reachable = useReachable();
  const navigate = useNavigate();
  const open = useChange(api.voices.openCase, "voices", "cases");
  const start = async () => {
    const { caseId } = await open.mutateAsync({ params: { id: voice.id } });
    if (reachable("/act/cases/$id")) await navigate({ to: "/act/cases/$id" as string, params: { id: caseId } });
  };
  return {
    start: () => void start().catch(() => undefined),
    isPending: open.isPending,
    problem: open.isError ? problemOf(open.error) : null,
  };
}

function NoteForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation("voices");
  const note = useChange(api.voices.note, "voices");
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      className="mark-form"
      onFinish={(body: { text: string }) => note.mutate({ params: { id }, body }, { onSuccess: onDone })}
    >
      <Form.Item name="text" label={t("note.label")} rules={[{ required: true, whitespace: true, message: t("note.needed") }]}>
        <Input.TextArea rows={3} maxLength={2000} autoFocus />
      </Form.Item>
      {note.isError ? <ProblemNotice problem={problemOf(note.error)} /> : null}
      <div className="voice-steps">
        <Button type="primary" htmlType="submit" loading={note.isPending}>
          {t("note.keep")}
        </Button>
        <Button onClick={onDone}>{t("mark.leave")}</Button>
      </div>
    </Form>
  );
}
