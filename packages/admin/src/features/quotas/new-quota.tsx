import { api, type QuotaChoice, type QuotaPlanView } from "@manyi/contracts";
import { Button, InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import {
  cellName,
  cellsOf,
  chosenOf,
  type Draft,
  type DraftCell,
  type Fill,
  knowsPeople,
  levelsOf,
  MOST_CELLS,
  NEW_DRAFT,
  nameOf,
  quotaOf,
  wantedOf,
} from "./draft.js";
import { useLabels } from "./labels.js";

type Props = { readonly surveyId: number; readonly plan: QuotaPlanView; readonly onDone: () => void };

/** A new quota in three steps on one card: by what, how many in all, and the grid that can be typed over. */
export function NewQuota({ surveyId, plan, onDone }: Props) {
  const { t } = useTranslation(["quotas", "shell"]);
  const format = useFormat();
  const save = useChange(api.quotas.save, "surveys");
  const [draft, setDraft] = useState<Draft>(NEW_DRAFT);
  const put = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    save.reset();
  };
  const { choices } = plan;
  const chosen = chosenOf(draft, choices);
  const cells = cellsOf(draft, choices);
  const quota = quotaOf(draft, choices);
  const refused = choices.filter(({ refusal }) => refusal !== null);
  const send = () => {
    if (quota === null) return;
    const wanted = wantedOf(plan);
    save.mutate({ params: { id: surveyId }, body: { ...wanted, quotas: [...wanted.quotas, quota] } }, { onSuccess: onDone });
  };
  return (
    <Card title={t("quotas:new.title")} caption={t("quotas:new.caption")}>
      <div className="quota-fields">
        <div className="quota-field quota-wide">
          <span>{t("quotas:new.by")}</span>
          <Select<string[]>
            mode="multiple"
            maxCount={3}
            aria-label={t("quotas:new.by")}
            placeholder={t("quotas:new.byNone")}
            value={[...draft.dimensions]}
            onChange={(dimensions) => put({ dimensions, typed: {} })}
            options={choices.map(({ dimension, label, refusal }) => ({
              value: nameOf(dimension),
              label: format.words(label),
              disabled: refusal !== null,
            }))}
          />
        </div>
        <div className="quota-field">
          <span>{t("quotas:new.total")}</span>
          <InputNumber
            aria-label={t("quotas:new.total")}
            min={0}
            max={1_000_000}
            precision={0}
            value={draft.total}
            onChange={(total) => put({ total: total ?? 0, typed: {} })}
          />
        </div>
        {knowsPeople(draft, choices) ? (
          <div className="quota-field">
            <span>{t("quotas:new.fill")}</span>
            <Segmented<Fill>
              aria-label={t("quotas:new.fill")}
              value={draft.fill}
              onChange={(fill) => put({ fill, typed: {} })}
              options={(["alike", "people"] as const).map((value) => ({ value, label: t(`quotas:new.${value}`) }))}
            />
          </div>
        ) : null}
        {chosen.map((choice) => (
          <Levels key={nameOf(choice.dimension)} draft={draft} choice={choice} onChange={put} />
        ))}
      </div>
      {refused.length === 0 ? null : (
        <p className="caption">
          {t("quotas:new.refused", {
            names: refused.map(({ label }) => t("quotas:new.quoted", { name: format.words(label) })).join(t("quotas:comma")),
          })}
        </p>
      )}
      <div className="quota-row">
        <Segmented<Draft["mode"]>
          aria-label={t("quotas:mode.label")}
          value={draft.mode}
          onChange={(mode) => put({ mode })}
          options={(["hard", "soft"] as const).map((value) => ({ value, label: t(`quotas:mode.${value}`) }))}
        />
        <span className="caption">{t(`quotas:mode.${draft.mode}About`)}</span>
      </div>
      {cells === null ? <p className="quota-warn">{t("quotas:new.tooMany", { most: MOST_CELLS })}</p> : null}
      {cells === null || chosen.length === 0 ? null : <Grid draft={draft} cells={cells} chosen={chosen} onChange={put} />}
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
      <div className="quota-row">
        <Button type="primary" disabled={quota === null} loading={save.isPending} onClick={send}>
          {t("quotas:new.save")}
        </Button>
        <Button onClick={onDone}>{t("shell:cancel")}</Button>
      </div>
    </Card>
  );
}

type Put = (part: Partial<Draft>) => void;

/** Which levels of a dimension take part. */
function Levels({ draft, choice, onChange }: { readonly draft: Draft; readonly choice: QuotaChoice; readonly onChange: Put }) {
  const { t } = useTranslation("quotas");
  const format = useFormat();
  const name = nameOf(choice.dimension);
  const label = t("new.levels", { name: format.words(choice.label) });
  return (
    <div className="quota-field quota-wide">
      <span>{label}</span>
      <Select<string[]>
        mode="multiple"
        aria-label={label}
        maxTagCount={8}
        showSearch={{ optionFilterProp: "label" }}
        value={levelsOf(draft, choice).map(({ level }) => level)}
        onChange={(levels) => onChange({ levels: { ...draft.levels, [name]: levels }, typed: {} })}
        options={choice.levels.map(({ level, label: text }) => ({ value: level, label: format.words(text) }))}
      />
    </div>
  );
}

/** Targets to type over: crossed by two dimensions as a grid, otherwise a list. */
function Grid({
  draft,
  cells,
  chosen,
  onChange,
}: {
  readonly draft: Draft;
  readonly cells: readonly DraftCell[];
  readonly chosen: readonly QuotaChoice[];
  readonly onChange: Put;
}) {
  const { t } = useTranslation("quotas");
  const format = useFormat();
  const { cellOf } = useLabels();
  const field = (cell: DraftCell) => (
    <InputNumber
      aria-label={t("cell.targetOf", { cell: cellOf(cell) })}
      min={0}
      max={1_000_000}
      precision={0}
      controls={false}
      value={cell.target}
      onChange={(value) => onChange({ typed: { ...draft.typed, [cellName(cell.levels)]: value } })}
    />
  );
  const sum = cells.reduce((all, { target }) => all + (target ?? 0), 0);
  const [rows, columns] = chosen;
  const isCrossed = chosen.length === 2 && rows !== undefined && columns !== undefined && levelsOf(draft, columns).length <= 8;
  return (
    <div className="quota-grid">
      {isCrossed ? (
        <Table
          caption={t("new.grid")}
          rows={levelsOf(draft, rows)}
          rowKey={({ level }) => level}
          columns={[
            { key: "row", title: format.words(rows.label), cell: ({ label }) => format.words(label) },
            ...levelsOf(draft, columns).map((column) => ({
              key: column.level,
              title: format.words(column.label),
              figure: true,
              cell: (row: QuotaChoice["levels"][number]) => {
                const found = cells.find(({ levels }) => levels[0] === row.level && levels[1] === column.level);
                return found === undefined ? null : field(found);
              },
            })),
          ]}
        />
      ) : (
        <Table
          caption={t("new.grid")}
          rows={cells}
          rowKey={({ levels }) => cellName(levels)}
          pageSize={40}
          more={(hidden) => t("more", { count: hidden })}
          columns={[
            { key: "cell", title: chosen.map(({ label }) => format.words(label)).join(" × "), cell: (cell) => cellOf(cell) },
            { key: "target", title: t("cell.target"), figure: true, cell: field },
          ]}
        />
      )}
      <p className="caption">{t("new.sum", { shown: format.count(sum), count: cells.length })}</p>
    </div>
  );
}
