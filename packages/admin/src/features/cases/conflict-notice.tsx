import type { Problem } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../../ui/problem-notice.js";

/** A refusal beside a form. Where somebody else was faster, the latest state is one press away and what was typed stays. */
export function ConflictNotice({ id, problem }: { readonly id: string; readonly problem: Problem }) {
  const { t } = useTranslation("cases");
  const queries = useQueryClient();
  const isConflict = problem.code === "CONFLICT" || problem.code === "INVALID_STATE";
  return (
    <div className="case-notice">
      <ProblemNotice problem={problem} />
      {isConflict ? (
        <p>
          <Button size="small" onClick={() => void queries.invalidateQueries({ queryKey: ["cases"] })} data-case={id}>
            {t("reload")}
          </Button>{" "}
          <span className="caption">{t("typedStays")}</span>
        </p>
      ) : null}
    </div>
  );
}
