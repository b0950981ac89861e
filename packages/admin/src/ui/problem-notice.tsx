import type { Problem } from "@manyi/contracts";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n.js";

/** What failed, what still holds, one step on, and the incident number when there is one. */
export function ProblemNotice(props: { readonly title?: string; readonly problem: Problem; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { title, problem, onRetry } = props;
  return (
    <div className="problem" role="alert">
      {title === undefined ? null : <p className="strong">{title}</p>}
      <p>{problem.message[locale]}</p>
      {problem.at.map((place) => (
        <p key={`${place.path} ${place.en}`} className="caption">
          {place[locale]}
        </p>
      ))}
      {onRetry === undefined && problem.incident === undefined ? null : (
        <div className="problem-step">
          {onRetry === undefined ? null : <Button onClick={onRetry}>{t("retry")}</Button>}
          {problem.incident === undefined ? null : <span className="caption">{t("incident", { number: problem.incident })}</span>}
        </div>
      )}
    </div>
  );
}
