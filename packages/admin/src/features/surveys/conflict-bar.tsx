import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n.js";
import type { Draft } from "./use-draft.js";

/** Somebody else saved meanwhile, or saving failed: what happened and the ways on. Nothing typed is lost. */
export function ConflictBar({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation("surveys");
  const locale = useLocale();
  const { state, problem } = draft.saving;
  if (state !== "conflict" && state !== "failed") return null;
  return (
    <div className="survey-conflict" role="alert">
      <span>
        {state === "conflict" ? t("conflict.about") : (problem?.message[locale] ?? "")}{" "}
        {problem?.at.map((place) => place[locale]).join(" · ")}
      </span>
      {state === "conflict" ? (
        <>
          <Button size="small" onClick={() => void draft.settle("theirs")}>
            {t("conflict.theirs")}
          </Button>
          <Button size="small" onClick={() => void draft.settle("mine")}>
            {t("conflict.mine")}
          </Button>
        </>
      ) : (
        <Button size="small" onClick={() => void draft.flush()}>
          {t("conflict.retry")}
        </Button>
      )}
    </div>
  );
}
