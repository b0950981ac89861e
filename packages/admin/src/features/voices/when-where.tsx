import type { Voice } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

/** `昨天 19:42 · 二维码`; an anonymous voice keeps the day alone. */
export function WhenWhere({ voice }: { readonly voice: Pick<Voice, "occurredAt" | "occurredOn" | "channel"> }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const when = format.moment(voice.occurredAt, voice.occurredOn);
  if (voice.channel === "") return when;
  return `${when} · ${t(`channel.${voice.channel}`, { defaultValue: voice.channel })}`;
}
