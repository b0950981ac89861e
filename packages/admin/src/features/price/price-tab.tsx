import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { queryOf } from "../../figures/filter-search.js";
import { StatementLine } from "../../figures/statement-line.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { CurvesCard } from "./curves-card.js";
import { NothingToSee, QuestionPicker } from "./question-picker.js";
import { ReferenceCard } from "./reference-card.js";
import { RiseCard } from "./rise-card.js";
import type { PriceSearch } from "./search.js";

export type PriceFound = Out<typeof api.analysis.price>;
export type TabProps = {
  readonly query: ReturnType<typeof queryOf> & { readonly question?: string };
  readonly search: PriceSearch;
  readonly onQuestion: (code: string) => void;
};

/** The four curves with their crossings, the reference price by segment and who stays when the price rises. */
export function PriceTab({ query, search, onQuestion }: TabProps) {
  const { t } = useTranslation("price");
  const found = useReading(api.analysis.price, { query });
  return (
    <>
      <StatementLine statement={found.data?.statement} search={search} />
      <Loaded query={found} lines={10}>
        {(data) => {
          const asked = data.questions.find(({ code }) => code === data.chosen);
          return (
            <div className="price-cards">
              <QuestionPicker questions={data.questions} chosen={data.chosen} onQuestion={onQuestion} />
              {asked === undefined || data.points === null ? (
                <Card title={t("curves.title")}>
                  <NothingToSee kind="price" why={asked === undefined ? "notAsked" : data.hidden === null ? "none" : "few"} />
                </Card>
              ) : (
                <>
                  <CurvesCard data={data} points={data.points} asked={asked} search={search} />
                  {data.reference === null ? null : <ReferenceCard data={data} reference={data.reference} asked={asked} search={search} />}
                  {data.rise === null ? null : <RiseCard data={data} rise={data.rise} asked={asked} search={search} />}
                </>
              )}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
