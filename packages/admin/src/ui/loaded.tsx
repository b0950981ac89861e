import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api.js";
import { ProblemNotice } from "./problem-notice.js";
import { Skeleton } from "./skeleton.js";

/** Loading, error or the thing itself. Once there are figures, a later failure leaves them standing. */
export function Loaded<T>(props: {
  readonly query: UseQueryResult<T>;
  readonly title?: string;
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}) {
  const { t } = useTranslation("shell");
  const { query, title = t("fault.card"), lines = 4, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    const problem = problemOf(query.error);
    if (problem.code === "NOT_FOUND" && window.location.search !== "") return <OutOfReach />;
    return <ProblemNotice title={title} problem={problem} onRetry={() => void query.refetch()} />;
  }
  return <Skeleton lines={lines} />;
}

/** A filter of the address names what is not there, or is not the reader's: a link of somebody else, or a unit that was removed. */
function OutOfReach() {
  const { t } = useTranslation("shell");
  return (
    <div className="problem" role="alert">
      <p className="strong">{t("fault.narrowed")}</p>
      <p>{t("fault.narrowedAbout")}</p>
      <div className="problem-step">
        <a className="button" href={window.location.pathname}>
          {t("fault.unfiltered")}
        </a>
      </div>
    </div>
  );
}
