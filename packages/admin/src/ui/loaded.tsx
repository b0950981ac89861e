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
  if (query.isError) return <ProblemNotice title={title} problem={problemOf(query.error)} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}
