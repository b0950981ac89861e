import { api, type BusinessFigure, type BusinessReading } from "@manyi/contracts";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import { amount, monthText } from "./amounts.js";
import type { Given } from "./import-drawer.js";

/** What a table was read as: what is new, what changes, what cannot be taken and where it stands. Taken only when somebody says so. */
export function ReadingStep(props: {
  readonly figure: BusinessFigure;
  readonly reading: BusinessReading;
  readonly given: Given;
  readonly onColumn: (column: number) => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { figure, reading, given, onColumn, onBack, onDone } = props;
  const { shape, faults, empty, totals, choices, chosen, columns, looksLikeShares } = reading;
  const [source, setSource] = useState(figure.source);
  const [leavesOut, setLeavesOut] = useState(false);
  const [times, setTimes] = useState(looksLikeShares);
  const take = useChange(api.business.take, "business");
  const values = reading.values.map((one) => ({ ...one, value: times ? Number((one.value * 100).toPrecision(12)) : one.value }));
  const fresh = values.filter(({ known }) => known === null);
  const changed = values.filter(({ known, value }) => known !== null && known !== value);
  const same = values.length - fresh.length - changed.length;
  const isFile = "file" in given;
  const submit = () =>
    take.mutate(
      {
        params: { id: figure.id },
        body: {
          kind: isFile ? "file" : "pasted",
          source: source.trim(),
          fileName: isFile ? given.file.name.slice(0, 300) : null,
          values: values.map(({ unitId, month, value }) => ({ unitId, month, value })),
        },
      },
      { onSuccess: onDone },
    );
  const canTake = fresh.length + changed.length > 0 && source.trim().length >= 2 && (faults.length === 0 || leavesOut);
  return (
    <div className="business-import">
      {shape === "none" ? (
        <div className="problem" role="alert">
          <p className="strong">{t("reading.none")}</p>
          <p>{t("reading.noneAbout")}</p>
        </div>
      ) : (
        <>
          <p role="status">
            <b>{t(`reading.shape.${shape}`)}</b>{" "}
            {t("reading.found", { added: format.count(fresh.length), changed: format.count(changed.length), same: format.count(same) })}
          </p>
          {empty + totals === 0 ? null : (
            <p className="caption">{t("reading.passed", { empty: format.count(empty), totals: format.count(totals) })}</p>
          )}
          {choices.length > 1 ? (
            <Select
              aria-label={t("reading.column")}
              prefix={<span className="filter-label">{t("reading.column")}</span>}
              popupMatchSelectWidth={false}
              value={chosen}
              options={choices.map((value) => ({ value, label: columns[value]?.trim() || t("reading.columnAt", { number: value + 1 }) }))}
              onChange={(value: number | null) => value !== null && onColumn(value)}
            />
          ) : null}
          {looksLikeShares ? (
            <Checkbox checked={times} onChange={({ target }) => setTimes(target.checked)}>
              {t("reading.shares")}
            </Checkbox>
          ) : null}
          {faults.length === 0 ? null : (
            <div className="problem">
              <p className="strong">{t("reading.faults", { count: faults.length })}</p>
              <ul className="business-faults">
                {faults.map(({ line, column, text, why }) => (
                  <li key={`${line} ${column}`}>
                    {t("reading.at", { line, column })}
                    {t(`why.${why}`, { text: text.trim() || t("sheet.empty") })}
                  </li>
                ))}
              </ul>
              {values.length === 0 ? null : (
                <Checkbox checked={leavesOut} onChange={({ target }) => setLeavesOut(target.checked)}>
                  {t("reading.leaveOut", { count: values.length })}
                </Checkbox>
              )}
            </div>
          )}
          {values.length === 0 ? null : (
            <Table
              caption={t("reading.preview")}
              rows={[...changed, ...fresh]}
              rowKey={({ unitId, month }) => `${unitId} ${month}`}
              pageSize={12}
              more={(count) => t("more", { count })}
              columns={[
                { key: "unit", title: t("column.unit"), cell: ({ unit }) => format.words(unit) },
                { key: "month", title: t("column.month"), cell: ({ month }) => monthText(month, format) },
                { key: "value", title: t("column.newValue"), figure: true, cell: ({ value }) => amount(value, figure, format) },
                { key: "known", title: t("column.known"), figure: true, cell: ({ known }) => amount(known, figure, format) },
              ]}
            />
          )}
          <label htmlFor="business-import-source">{t("form.source")}</label>
          <Input id="business-import-source" maxLength={300} value={source} onChange={({ target }) => setSource(target.value)} />
        </>
      )}
      {take.isError ? <ProblemNotice problem={problemOf(take.error)} /> : null}
      <div className="business-tools">
        {shape === "none" ? null : (
          <Button type="primary" disabled={!canTake} loading={take.isPending} onClick={submit}>
            {t("reading.take", { count: fresh.length + changed.length })}
          </Button>
        )}
        <Button onClick={onBack}>{t("reading.back")}</Button>
      </div>
      {shape === "none" ? null : <p className="caption">{t("reading.undoable")}</p>}
    </div>
  );
}
