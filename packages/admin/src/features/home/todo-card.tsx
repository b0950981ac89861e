import { api, type CaseSummary } from "@manyi/contracts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Skeleton } from "../../ui/skeleton.js";

/** What is due within two hours counts as nearly due, however short its limit; the queue counts it so, too. */
const SOON_MINUTES = 120;

/** What waits for a person today: cases by risk of missing their time, customers to ask back, messages that failed. */
export function TodoCard() {
  const { t } = useTranslation("home");
  const may = useMay();
  const cases = useReading(api.cases.list, { query: { view: "open", limit: 4 } }, { enabled: may("cases:read") });
  const failed = useReading(api.messages.list, { query: { state: "failed", limit: 200 } }, { enabled: may("outbox:read") });
  if (!may("cases:read") && !may("outbox:read")) return null;

  const rows: ReactNode[] = (cases.data?.items ?? []).map((item) => <CaseRow key={item.id} item={item} />);
  const verify = cases.data?.counts.verify ?? 0;
  if (verify > 0) {
    rows.push(
      <Row
        key="verify"
        chip={t("todo.verifyCount", { count: verify })}
        title={t("todo.verify")}
        about={t("todo.verifyAbout")}
        step={
          <PageLink to="/act/cases" search={{ view: "verify" }}>
            {t("todo.verifyDo")}
          </PageLink>
        }
      />,
    );
  }
  const failures = failed.data?.items.length ?? 0;
  if (failures > 0) {
    rows.push(
      <Row
        key="failed"
        chip={t("todo.failedCount", { count: failures })}
        risk="soon"
        title={t("todo.failed")}
        about={t("todo.failedAbout")}
        step={<PageLink to="/platform/messages">{t("todo.failedDo")}</PageLink>}
      />,
    );
  }
  const waiting = (may("cases:read") && cases.isPending) || (may("outbox:read") && failed.isPending);
  return (
    <Card
      className="home-todo"
      title={t("todo.title")}
      caption={waiting || rows.length === 0 ? undefined : t("todo.caption", { count: rows.length })}
    >
      {waiting ? (
        <Skeleton lines={8} />
      ) : cases.isError && cases.data === undefined ? (
        <ProblemNotice title={t("todo.fault")} problem={problemOf(cases.error)} onRetry={() => void cases.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState title={t("todo.none")} about={t("todo.noneAbout")} />
      ) : (
        <ul className="rows">{rows}</ul>
      )}
    </Card>
  );
}

function CaseRow({ item }: { readonly item: CaseSummary }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const clock = item.nextClock;
  const left = clock?.due ? (Date.parse(clock.due) - Date.now()) / 60_000 : null;
  const isNear = left !== null && (left < SOON_MINUTES || clock?.state === "warning");
  const risk = left === null ? undefined : left < 0 || clock?.state === "breached" ? "late" : isNear ? "soon" : undefined;
  const chip =
    left === null
      ? t(`todo.state.${clock?.state ?? "none"}`)
      : left < 0
        ? t("todo.late", { time: format.duration(-left, true) })
        : format.duration(left);
  return (
    <Row
      chip={chip}
      risk={risk}
      title={clock === null ? item.title : t(`todo.clock.${clock.kind}.${risk ?? "running"}`)}
      about={[item.reference, format.words(item.unit.name), t(`todo.severity.${item.severity}`)].join(" · ")}
      step={
        <PageLink to="/act/cases/$id" params={{ id: item.id }} label={`${t(`todo.do.${clock?.kind ?? "open"}`)} ${item.reference}`}>
          {t(`todo.do.${clock?.kind ?? "open"}`)}
        </PageLink>
      }
    />
  );
}

function Row(props: {
  readonly chip: string;
  readonly risk?: "late" | "soon" | undefined;
  readonly title: string;
  readonly about: string;
  readonly step: ReactNode;
}) {
  const { chip, risk, title, about, step } = props;
  return (
    <li className="todo">
      <span className="todo-chip" data-risk={risk}>
        {chip}
      </span>
      <div>
        <p>{title}</p>
        <p className="caption">{about}</p>
      </div>
      <span className="todo-step">{step}</span>
    </li>
  );
}
