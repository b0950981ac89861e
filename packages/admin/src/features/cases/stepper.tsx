import type { CaseDetail } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { stepsOf } from "./steps.js";

/** The ten steps of a complaint; it shows, it does not act. */
export function Stepper({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  return (
    <ol className="card case-steps" aria-label={t("steps")}>
      {stepsOf(detail.state, detail.next?.action ?? null).map(({ state, mark }) => (
        <li key={state} data-mark={mark} aria-current={mark === "here" ? "step" : undefined}>
          <i aria-hidden="true" />
          <span>{t(`step.${state}`)}</span>
          {mark === "done" ? <span className="visually-hidden">{t("stepDone")}</span> : null}
        </li>
      ))}
    </ol>
  );
}
