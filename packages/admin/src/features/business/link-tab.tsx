import { api, type BusinessFigure, type Out } from "@manyi/contracts";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { StatementLine } from "../../figures/statement-line.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { useMetricChoices } from "../trends/index.js";
import { LagsCard } from "./lags-card.js";
import { Pickers } from "./pickers.js";
import { ScatterCard } from "./scatter-card.js";
import { type LinkageSearch, queryOf } from "./search.js";
import { VerdictCard } from "./verdict-card.js";

export type Found = Out<typeof api.business.link>;
export type LinkNames = { readonly metric: string; readonly figure: string };

/** Whether the two go together: said first in one sentence, then pair by pair, then for every lag. */
export function LinkTab(props: {
  readonly search: LinkageSearch;
  readonly figure: BusinessFigure;
  readonly figures: readonly BusinessFigure[];
  readonly onChange: (part: LinkageSearch) => void;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { nameOf } = useMetricChoices();
  const { search, figure, figures, onChange } = props;
  const query = { ...queryOf(search), ...(search.lag === undefined ? {} : { lag: search.lag }), control: search.control };
  const found = useReading(api.business.link, { params: { id: figure.id }, query });
  const names = { metric: nameOf(search.metric ?? "nps"), figure: format.words(figure.name) };
  const others = figures.filter(({ id }) => id !== figure.id);
  const filters = { unit: search.unit, cleaning: search.cleaning };
  return (
    <>
      <Pickers search={search} figure={figure} figures={figures} onChange={onChange} narrows>
        {others.length === 0 ? null : (
          <Select
            aria-label={t("picker.control")}
            prefix={<span className="filter-label">{t("picker.control")}</span>}
            popupMatchSelectWidth={false}
            allowClear
            placeholder={t("picker.nothing")}
            value={search.control ?? null}
            options={others.map(({ id, name }) => ({ value: id, label: format.words(name) }))}
            onChange={(id: string | null | undefined) => onChange({ control: id ?? undefined })}
          />
        )}
      </Pickers>
      <StatementLine statement={found.data?.statement} search={filters} />
      <Loaded query={found} lines={10}>
        {(data) => (
          <div className="business-cards" aria-busy={found.isPlaceholderData}>
            <VerdictCard found={data} names={names} />
            <ScatterCard found={data} names={names} filters={filters} />
            <LagsCard found={data} names={names} filters={filters} onLag={(lag) => onChange({ lag })} />
          </div>
        )}
      </Loaded>
    </>
  );
}
