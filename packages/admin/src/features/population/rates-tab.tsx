import { api, type In, type Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { Download, Numbers } from "../../download/index.js";
import { type FilterSearch, periodOf } from "../../figures/filter-search.js";
import { usePlainFacts } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { type Column, Table } from "../../ui/table.js";

const ENDINGS = [
  "invited",
  "complete",
  "partial",
  "refusal",
  "breakOff",
  "nonContact",
  "waiting",
  "other",
  "unknown",
  "ineligible",
  "quotaFull",
] as const;
type Survey = Out<typeof api.population.rates>["surveys"][number];

/** Rates by their formula where people were invited by name; counts and completion only for open links. */
export function RatesTab({
  query,
  filters,
}: {
  readonly query: NonNullable<In<typeof api.population.rates>["query"]>;
  readonly filters: FilterSearch;
}) {
  const { t } = useTranslation("population");
  const format = useFormat();
  const rates = useReading(api.population.rates, { query });
  const plain = usePlainFacts(filters);
  const download = (title: string, numbers: Numbers, notes: readonly string[]): Download => ({
    title,
    numbers,
    statement: [...plain(periodOf(filters, format.today)), ...notes],
  });
  const percent = (value: number | null) => (value === null ? "—" : format.figure("percent", 100 * value));
  const name: Column<Survey> = {
    key: "survey",
    title: t("rates.survey"),
    cell: ({ surveyId, label }) => (
      <Link to="/listen/voices" search={{ ...filters, survey: surveyId }}>
        {format.words(label)}
      </Link>
    ),
  };
  const rate = (formula: string): Column<Survey> => ({
    key: formula,
    title: formula,
    figure: true,
    cell: ({ frame }) => percent(frame?.rates.find((one) => one.name === formula)?.value ?? null),
  });
  const count = (key: (typeof ENDINGS)[number]): Column<Survey> => ({
    key,
    title: t(`rates.${key}`),
    figure: true,
    cell: ({ frame }) => format.count(frame?.[key] ?? null),
  });
  return (
    <Loaded query={rates} lines={8}>
      {({ surveys }) => {
        const framed = surveys.filter(({ frame }) => frame !== null);
        const formulas = framed[0]?.frame?.rates ?? [];
        const named = t("rates.formulas", {
          formulas: formulas.map(({ name: short, formula }) => `${short} = ${formula}`).join(t("rates.and")),
        });
        return (
          <div className="population-cards">
            <ChartCard
              title={t("rates.framed")}
              caption={t("rates.endedCaption")}
              foot={<span>{t("rates.endings")}</span>}
              table={null}
              download={
                framed.length === 0
                  ? null
                  : download(
                      t("rates.framed"),
                      {
                        columns: [t("rates.survey"), ...ENDINGS.map((ending) => t(`rates.${ending}`))],
                        rows: framed.map(({ label, frame }) => [format.words(label), ...ENDINGS.map((ending) => frame?.[ending] ?? null)]),
                      },
                      [t("rates.endings")],
                    )
              }
            >
              {framed.length === 0 ? (
                <EmptyState title={t("rates.noFrame")} about={t("rates.noFrameAbout")} />
              ) : (
                <Table
                  caption={t("rates.framed")}
                  rows={framed}
                  rowKey={({ surveyId }) => surveyId}
                  columns={[name, ...ENDINGS.map(count)]}
                />
              )}
            </ChartCard>
            {framed.length === 0 ? null : (
              <ChartCard
                title={t("rates.formulaTitle")}
                caption={t("rates.framedCaption")}
                foot={<span>{named}</span>}
                table={null}
                download={download(
                  t("rates.formulaTitle"),
                  {
                    columns: [t("rates.survey"), t("rates.invited"), ...formulas.map((one) => one.name), "e"],
                    rows: framed.map(({ label, frame }) => [
                      format.words(label),
                      frame?.invited ?? null,
                      ...formulas.map(({ name: formula }) => frame?.rates.find((one) => one.name === formula)?.value ?? null),
                      frame?.eligibleShare ?? null,
                    ]),
                  },
                  [named],
                )}
              >
                <Table
                  caption={t("rates.formulaTitle")}
                  rows={framed}
                  rowKey={({ surveyId }) => surveyId}
                  columns={[
                    name,
                    ...formulas.map((one) => rate(one.name)),
                    { key: "e", title: "e", figure: true, cell: ({ frame }) => percent(frame?.eligibleShare ?? null) },
                  ]}
                />
              </ChartCard>
            )}
            <ChartCard
              title={t("rates.open")}
              caption={t("rates.openCaption")}
              foot={<span>{t("rates.openFoot")}</span>}
              table={null}
              download={
                surveys.length === 0
                  ? null
                  : download(
                      t("rates.open"),
                      {
                        columns: [t("rates.survey"), t("rates.begun"), t("rates.answers"), t("rates.complete"), t("rates.completion")],
                        rows: surveys.map(({ label, open }) => [
                          format.words(label),
                          open.begun,
                          open.answers,
                          open.complete,
                          open.completion,
                        ]),
                      },
                      [t("rates.openFoot")],
                    )
              }
            >
              {surveys.length === 0 ? (
                <p className="quiet">{t("rates.none")}</p>
              ) : (
                <Table
                  caption={t("rates.open")}
                  rows={surveys}
                  rowKey={({ surveyId }) => surveyId}
                  columns={[
                    name,
                    { key: "begun", title: t("rates.begun"), figure: true, cell: ({ open }) => format.count(open.begun) },
                    { key: "answers", title: t("rates.answers"), figure: true, cell: ({ open }) => format.count(open.answers) },
                    { key: "complete", title: t("rates.complete"), figure: true, cell: ({ open }) => format.count(open.complete) },
                    { key: "completion", title: t("rates.completion"), figure: true, cell: ({ open }) => percent(open.completion) },
                  ]}
                />
              )}
            </ChartCard>
          </div>
        );
      }}
    </Loaded>
  );
}
