import { api, type Statement, type Vocabulary } from "@manyi/contracts";
import { lintTitles } from "@manyi/core/lint";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import type { Download, Numbers } from "../download/index.js";
import { inZone } from "../format/date.js";
import { type Format, useFormat } from "../format/index.js";
import { useClock } from "../session.js";
import type { FilterSearch } from "./filter-search.js";

type Words = TFunction<"figures">;

/** Says so where weighted figures were asked for and the analysis has none; else empty. */
export function unweightedOnly(statement: Pick<Statement, "weighting"> | undefined, search: FilterSearch, t: Words): string {
  return statement?.weighting === "none" && search.weighting === "weighted" ? t("statement.unweightedOnly") : "";
}

/** What stands behind the number of answers: partial, excluded, weighting, comparison, anonymity. */
export function restFacts(statement: Statement, search: FilterSearch, t: Words, format: Format): string[] {
  const { excluded, partial, kept = [], cleaning, weighting, designEffect, comparePeriod, anonymous } = statement;
  return [
    partial === 0 ? "" : t("statement.partial", { count: partial, shown: format.count(partial) }),
    cleaning === undefined
      ? t("statement.excluded", { count: excluded, shown: format.count(excluded) })
      : t(`statement.cleaning.${cleaning}`, { count: excluded, shown: format.count(excluded) }),
    unweightedOnly(statement, search, t) || (weighting === "none" ? t("statement.unweighted") : t("statement.weighted")),
    designEffect === null
      ? ""
      : t("statement.effect", {
          value: format.figure("ratio", designEffect),
          n: format.count(Math.round(statement.answers / designEffect)),
        }),
    comparePeriod === null ? "" : t("statement.against", { range: format.range(comparePeriod) }),
    anonymous ? t("statement.anonymous") : "",
    kept.length === 0 ? "" : t("statement.kept", { count: kept.length, what: kept.map((one) => keptWords(one, t, format)).join("; ") }),
  ].filter((fact) => fact !== "");
}

function keptWords({ version, rule, reason }: NonNullable<Statement["kept"]>[number], t: Words, { locale }: Format): string {
  const titles = lintTitles[locale] as Readonly<Record<string, string>>;
  return t("statement.keptOne", { version, title: titles[rule] ?? rule, reason });
}

/** Whom the filters let in, in words: `组织 南京东路店`, `触点 堂食`. Nothing set: everybody. */
export function populationFacts(search: FilterSearch, vocabulary: Vocabulary | undefined, t: Words, format: Format): string[] {
  const nameIn = (items: readonly { id: number; name: Vocabulary["units"][number]["name"] }[] | undefined, id: number | undefined) =>
    id === undefined ? "" : format.words(items?.find((item) => item.id === id)?.name) || `#${id}`;
  const { channel, survey } = search;
  const title = vocabulary?.surveys.find(({ id }) => id === survey)?.title;
  const parts = {
    unit: nameIn(vocabulary?.units, search.unit),
    touchpoint: nameIn(vocabulary?.touchpoints, search.touchpoint),
    segment: nameIn(vocabulary?.segments, search.segment),
    channel: channel === undefined ? "" : t(`channel.${channel}`, { defaultValue: channel }),
    survey: survey === undefined ? "" : format.words(title) || `#${survey}`,
    topic: nameIn(vocabulary?.topics, search.topic),
    sentiment: search.sentiment === undefined ? "" : t(`sentiment.${search.sentiment}`),
  };
  return Object.entries(parts).flatMap(([name, value]) =>
    value === "" ? [] : [t("statement.part", { name: t(`filter.${name}`), value })],
  );
}

/** The statement in full, one fact per line, as it is printed under a picture or a table that leaves the page: days with their year. */
function useStatementFacts(statement: Statement | undefined, search: FilterSearch, whom: string | undefined): readonly string[] | null {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const { timeZone } = useClock();
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  if (statement === undefined) return null;
  const population = populationFacts(search, vocabulary, t, format);
  const { answers } = statement;
  return [
    t("statement.population", { parts: whom ?? (population.length === 0 ? t("statement.everyone") : population.join(" · ")) }),
    t("statement.period", { range: `${statement.period.from} – ${statement.period.to}` }),
    t("statement.answers", { count: answers, shown: format.count(answers) }),
    restFacts(statement, search, t, format).join(" · "),
    asOfFact(statement.asOf, timeZone, t),
  ];
}

/** Population, period and weighting of numbers that carry no statement of their own: comments, complaints, purchases. */
export function usePlainFacts(search: FilterSearch) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  const { timeZone } = useClock();
  const population = populationFacts(search, useReading(api.org.vocabulary, {}).data, t, format);
  return (period: { readonly from: string; readonly to: string } | null, asOf?: string): string[] => [
    t("statement.population", { parts: population.length === 0 ? t("statement.everyone") : population.join(" · ") }),
    ...(period === null ? [] : [t("statement.period", { range: `${period.from} – ${period.to}` })]),
    t("statement.unweighted"),
    ...(asOf === undefined ? [] : [asOfFact(asOf, timeZone, t)]),
  ];
}

/** A file is read another day: the moment with its date, never “today”. */
function asOfFact(instant: string, zone: string, t: Words): string {
  const { day, time } = inZone(instant, zone);
  return t("statement.asOf", { moment: `${day} ${time}`, zone });
}

/**
 * Makes what a chart card offers to take along: its title, its numbers, the statement of the page and notes of its own (n, method).
 *
 * @param whom who was let in, where the filters do not say it
 * @returns a function that answers null until the statement is known
 */
export function useDownload(statement: Statement | undefined, search: FilterSearch, whom?: string) {
  const facts = useStatementFacts(statement, search, whom);
  return (title: string, numbers: Numbers | null, notes: readonly string[] = []): Download | null =>
    facts === null || numbers === null ? null : { title, numbers, statement: [...facts, ...notes.filter((note) => note !== "")] };
}
