import { api, type BusinessFigure, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ScrollBox } from "../../ui/scroll-box.js";
import { amount, originFacts } from "./amounts.js";
import { CellDrawer, type Place } from "./cell-drawer.js";

/** Rows before the rest is asked for. */
const ROWS = 16;
type Year = Out<typeof api.business.values>;

/** One year of a figure: units down, months across. A cell opens its versions, and is corrected there. */
export function SheetCard({ figure, action }: { readonly figure: BusinessFigure; readonly action?: ReactNode }) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const [year, setYear] = useState<number>();
  const [withEmpty, setWithEmpty] = useState(false);
  const [open, setOpen] = useState<Place | null>(null);
  const sheet = useReading(api.business.values, { params: { id: figure.id }, query: year === undefined ? {} : { year } });
  return (
    <Card
      title={t("sheet.title", { figure: format.words(figure.name) })}
      caption={t("sheet.caption")}
      link={
        <span className="business-tools">
          {sheet.data === undefined ? null : (
            <Select
              aria-label={t("sheet.year")}
              value={sheet.data.year}
              options={sheet.data.years.map((value) => ({ value, label: String(value) }))}
              onChange={setYear}
            />
          )}
          {action}
        </span>
      }
      foot={
        sheet.data === undefined || sheet.data.origins.length === 0 ? undefined : (
          <span>
            {originFacts(sheet.data.origins.slice(0, 4), format)
              .map((origin) => t("source", { origin }))
              .join(t("semicolon"))}
            {sheet.data.origins.length > 4 ? t("moreSources", { count: sheet.data.origins.length - 4 }) : ""}
          </span>
        )
      }
    >
      <Loaded query={sheet} lines={8}>
        {(data) => <Sheet figure={figure} data={data} withEmpty={withEmpty} onEmpty={setWithEmpty} onOpen={setOpen} />}
      </Loaded>
      {open === null ? null : <CellDrawer figure={figure} place={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function Sheet(props: {
  readonly figure: BusinessFigure;
  readonly data: Year;
  readonly withEmpty: boolean;
  readonly onEmpty: (shown: boolean) => void;
  readonly onOpen: (place: Place) => void;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const may = useMay();
  const { figure, data, withEmpty, onEmpty, onOpen } = props;
  const { year, units, values } = data;
  const at = new Map(values.map((value) => [`${value.unitId} ${value.month}`, value]));
  const held = new Set(values.map(({ unitId }) => unitId));
  const mayWrite = may("business:write") && !figure.isRetired;
  const [rows, setRows] = useState(ROWS);
  // without the tree around them units stand in the order they were made
  const all = withEmpty ? units : units.filter(({ id }) => held.has(id)).toSorted((a, b) => a.id - b.id);
  const shown = all.slice(0, rows);
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);
  const thisMonth = format.today.slice(0, 7);
  const head = (month: string) =>
    new Intl.DateTimeFormat(format.locale, { month: "short", timeZone: "UTC" }).format(Date.UTC(year, Number(month.slice(5)) - 1, 1));
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState title={t("sheet.none", { year })} about={mayWrite ? t("sheet.noneAbout") : t("sheet.noneReader")} />
      ) : (
        <ScrollBox label={t("sheet.title", { figure: format.words(figure.name) })}>
          <table className="table business-sheet">
            <caption className="visually-hidden">{t("sheet.title", { figure: format.words(figure.name) })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("column.unit")}</th>
                {months.map((month) => (
                  <th key={month} scope="col" className="number">
                    {head(month)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((unit) => (
                <tr key={unit.id}>
                  <th scope="row" style={{ paddingLeft: withEmpty ? 10 + 14 * unit.depth : undefined }}>
                    {format.words(unit.name)}
                  </th>
                  {months.map((month) => {
                    const value = at.get(`${unit.id} ${month}`);
                    const text = value === undefined ? "" : amount(value.value, figure, format);
                    const canOpen = value !== undefined || (mayWrite && month <= thisMonth);
                    return (
                      <td key={month} className="number">
                        {canOpen ? (
                          <button
                            type="button"
                            className="business-cell"
                            data-corrected={(value?.version ?? 1) > 1}
                            aria-label={`${format.words(unit.name)} ${month} ${text || t("sheet.empty")}`}
                            onClick={() => onOpen({ unit, month, value: value?.value ?? null })}
                          >
                            {text || "·"}
                          </button>
                        ) : (
                          text
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <p className="business-tools">
        {all.length > shown.length ? (
          <button type="button" className="link-button" onClick={() => setRows((now) => now + 4 * ROWS)}>
            {t("more", { count: all.length - shown.length })}
          </button>
        ) : null}
        {held.size < units.length ? (
          <button type="button" className="link-button" aria-pressed={withEmpty} onClick={() => onEmpty(!withEmpty)}>
            {withEmpty ? t("sheet.withValues") : t("sheet.all", { count: units.length })}
          </button>
        ) : null}
      </p>
    </>
  );
}
