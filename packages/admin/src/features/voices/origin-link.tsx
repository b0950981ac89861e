import { useTranslation } from "react-i18next";
import { PageLink } from "../../ui/page-link.js";
import type { VoiceDetail } from "./voice-drawer.js";

/** The check, interview, note or record of contact a voice was written down in. */
export function OriginLink({ origin }: Pick<VoiceDetail, "origin">) {
  const { t } = useTranslation("voices");
  if (origin === null) return null;
  const { kind, id } = origin;
  const words = t(`origin.${kind}`);
  return (
    <p className="caption">
      {kind === "interview" ? (
        <PageLink to="/listen/interviews/$id" params={{ id }}>
          {words}
        </PageLink>
      ) : kind === "check" ? (
        <PageLink to="/listen/checks" search={{ run: id }}>
          {words}
        </PageLink>
      ) : kind === "contact" ? (
        <PageLink to="/listen/contacts" search={{ record: id }}>
          {words}
        </PageLink>
      ) : (
        <PageLink to="/listen/notes">{words}</PageLink>
      )}
    </p>
  );
}
