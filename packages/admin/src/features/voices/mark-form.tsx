import { api } from "@manyi/contracts";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { VoiceDetail } from "./voice-drawer.js";

/** Leaves a voice out of the figures, or takes it back in; the reason is kept for good. */
export function MarkForm({ voice, onDone }: { readonly voice: VoiceDetail; readonly onDone: () => void }) {
  const { t } = useTranslation("voices");
  const mark = useChange(api.voices.mark, "voices", "figures");
  const kind = voice.quality === "excluded" ? "reinstated" : "excluded";
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      className="mark-form"
      onFinish={({ reason }: { reason: string }) =>
        mark.mutate({ params: { id: voice.id }, body: { kind, reason } }, { onSuccess: onDone })
      }
    >
      <Form.Item
        name="reason"
        label={t(`mark.${kind}.reason`)}
        rules={[{ required: true, min: 3, whitespace: true, message: t("mark.needed") }]}
      >
        <Input.TextArea rows={2} maxLength={500} autoFocus placeholder={t(`mark.${kind}.example`)} />
      </Form.Item>
      {mark.isError ? <ProblemNotice problem={problemOf(mark.error)} /> : null}
      <div className="voice-steps">
        <Button type="primary" danger={kind === "excluded"} htmlType="submit" loading={mark.isPending}>
          {t(`mark.${kind}.do`)}
        </Button>
        <Button onClick={onDone}>{t("mark.leave")}</Button>
      </div>
    </Form>
  );
}
