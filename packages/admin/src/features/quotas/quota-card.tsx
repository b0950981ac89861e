import { api, type QuotaCellProgress, type QuotaPlanView, type QuotaProgress, type SurveyDetail } from "@manyi/contracts";
import { Button, InputNumber, Popconfirm, Segmented, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { DownloadMenu } from "../../download/index.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { type Column, Table } from "../../ui/table.js";
import { asWanted, sumOf, withQuota } from "./draft.js";
import { useLabels } from "./labels.js";

type Props = {
  readonly surveyId: number;
  readonly survey: SurveyDetail["title"];
  readonly plan: QuotaPlanView;
  readonly quota: QuotaProgress;
  readonly mayChange: boolean;
};
/** What is being typed: targets and closed cells by their id. */
type Typed = {
  readonly mode: QuotaProgress["mode"];
  readonly targets: Readonly<Record<number, number>>;
  readonly closed: Readonly<Record<number, boolean>>;
};

/** One quota with its cells; on demand targets, closing and the way it counts can be changed in place. */
export function QuotaCard({ surveyId, survey, plan, quota, mayChange }: Props) {
  const { t } = useTranslation(["quotas", "shell"]);
  const format = useFormat();
  const { titleOf, cellOf } = useLabels();
  const save = useChange(api.quotas.save, "surveys");
  const [typed, setTyped] = useState<Typed | null>(null);
  const { mode, cells, fault } = quota;
  const title = titleOf(quota);
  const sum = sumOf(quota);
  const outOf = ({ screenedOut: { door, page, sent } }: QuotaCellProgress) => door + page + sent;
  const begin = () =>
    setTyped({
      mode,
      targets: Object.fromEntries(cells.map(({ id, target }) => [id, target])),
      closed: Object.fromEntries(cells.map(({ id, state }) => [id, state === "closed"])),
    });
  const send = (changed: Parameters<typeof withQuota>[2]) =>
    save.mutate({ params: { id: surveyId }, body: withQuota(plan, quota.id, changed) }, { onSuccess: () => setTyped(null) });
  const keep = (now: Typed) => {
    const wanted = asWanted(quota);
    send({
      ...wanted,
      mode: now.mode,
      cells: wanted.cells.map((cell) => ({
        ...cell,
        target: now.targets[cell.id ?? 0] ?? cell.target,
        isClosed: now.closed[cell.id ?? 0] ?? false,
      })),
    });
  };
  const columns: Column<QuotaCellProgress>[] = [
    { key: "cell", title: quota.labels.length === 0 ? t("quotas:cell.whole") : title, cell: (cell) => cellOf(cell) },
    {
      key: "reached",
      title: t("quotas:cell.reached"),
      cell: (cell) =>
        typed === null ? (
          <Progress cell={cell} />
        ) : (
          <span className="quota-edit">
            <span className="quota-inline">
              {format.count(cell.reached)} /
              <InputNumber
                aria-label={t("quotas:cell.targetOf", { cell: cellOf(cell) })}
                min={0}
                max={1_000_000}
                precision={0}
                controls={false}
                value={typed.targets[cell.id] ?? cell.target}
                onChange={(value) => setTyped({ ...typed, targets: { ...typed.targets, [cell.id]: value ?? 0 } })}
              />
            </span>
            <Switch
              aria-label={t("quotas:cell.closeOf", { cell: cellOf(cell) })}
              checkedChildren={t("quotas:cell.takes")}
              unCheckedChildren={t("quotas:cell.closed")}
              checked={typed.closed[cell.id] !== true}
              onChange={(isOpen) => setTyped({ ...typed, closed: { ...typed.closed, [cell.id]: !isOpen } })}
            />
          </span>
        ),
      sort: ({ share }) => share,
    },
    { key: "out", title: t("quotas:cell.out"), figure: true, cell: (cell) => format.count(outOf(cell)), sort: outOf },
  ];
  const download = {
    title: `${format.words(survey)} · ${title}`,
    statement: [
      t(`quotas:mode.${mode}About`),
      t("quotas:rules.counted"),
      t("quotas:rules.imports"),
      t("quotas:asOf", { at: format.moment(new Date().toISOString()) }),
    ],
    numbers: {
      columns: [
        ...(quota.labels.length === 0 ? [t("quotas:cell.whole")] : quota.labels.map((label) => format.words(label))),
        t("quotas:cell.target"),
        t("quotas:cell.reached"),
        t("quotas:cell.state"),
        t("quotas:out.door"),
        t("quotas:out.page"),
        t("quotas:out.sent"),
      ],
      rows: cells.map((cell) => [
        ...(cell.labels.length === 0 ? [t("quotas:cell.all")] : cell.labels.map((label) => format.words(label))),
        cell.target,
        cell.reached,
        t(`quotas:state.${cell.state}`),
        cell.screenedOut.door,
        cell.screenedOut.page,
        cell.screenedOut.sent,
      ]),
    },
  };
  return (
    <Card
      title={title}
      caption={t(`quotas:mode.${mode}`)}
      link={<DownloadMenu download={download} />}
      foot={
        <span>{t("quotas:sum", { reached: format.count(sum.reached), target: format.count(sum.target), out: format.count(sum.out) })}</span>
      }
    >
      {fault === null ? null : <p className="quota-warn">{t(`quotas:lost.${fault}`)}</p>}
      {typed === null ? null : (
        <div className="quota-row">
          <Segmented<QuotaProgress["mode"]>
            aria-label={t("quotas:mode.label")}
            value={typed.mode}
            onChange={(next) => setTyped({ ...typed, mode: next })}
            options={(["hard", "soft"] as const).map((value) => ({ value, label: t(`quotas:mode.${value}`) }))}
          />
          <span className="caption">{t(`quotas:mode.${typed.mode}About`)}</span>
        </div>
      )}
      <Table
        caption={title}
        rows={cells}
        rowKey={({ id }) => id}
        columns={columns}
        pageSize={40}
        more={(hidden) => t("quotas:more", { count: hidden })}
      />
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
      {mayChange ? (
        <div className="quota-row">
          {typed === null ? (
            <>
              <Button onClick={begin}>{t("quotas:change")}</Button>
              <Popconfirm
                title={t("quotas:remove.title")}
                description={t("quotas:remove.about")}
                okText={t("quotas:remove.confirm")}
                cancelText={t("shell:cancel")}
                okButtonProps={{ danger: true, loading: save.isPending }}
                onConfirm={() => send(null)}
              >
                <Button danger>{t("quotas:remove.open")}</Button>
              </Popconfirm>
            </>
          ) : (
            <>
              <Button type="primary" loading={save.isPending} onClick={() => keep(typed)}>
                {t("quotas:keep")}
              </Button>
              <Button onClick={() => setTyped(null)}>{t("shell:cancel")}</Button>
            </>
          )}
        </div>
      ) : null}
    </Card>
  );
}

/** How far a cell is, in numbers and as a bar. */
function Progress({ cell }: { readonly cell: QuotaCellProgress }) {
  const { t } = useTranslation("quotas");
  const format = useFormat();
  const { reached, target, share, state } = cell;
  return (
    <span className="quota-progress">
      <span>
        {format.count(reached)} / {format.count(target)}
        {share === null ? null : <span className="caption"> {t("cell.share", { share: format.figure("percent", 100 * share) })}</span>}{" "}
        {state === "open" ? null : <span className="tag">{t(`state.${state}`)}</span>}
      </span>
      <span className="quota-bar" data-state={state} aria-hidden="true">
        <i style={{ width: `${100 * (share ?? 1)}%` }} />
      </span>
    </span>
  );
}
