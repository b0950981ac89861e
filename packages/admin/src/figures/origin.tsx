import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";

/** Where an indirect figure comes from; the two stand together everywhere. */
export type Origin = Pick<
  Out<typeof api.expectationSources.summary>["origins"][number],
  "source" | "licence" | "method" | "region" | "from" | "to"
>;

/** Source, method, days, licence and region of a figure in one line. */
export function useOriginFacts(): (origin: Origin) => string {
  const { t } = useTranslation("figures");
  const format = useFormat();
  return ({ source, method, from, to, licence, region }) =>
    [
      source,
      method ?? "",
      from === to ? format.day(from) : format.range({ from, to }),
      licence === null || licence === "" ? t("origin.noLicence") : t("origin.licence", { licence }),
      region === null || region === "" ? "" : t("origin.region", { region }),
    ]
      .filter((fact) => fact !== "")
      .join(" · ");
}

/** The mark of an origin beside a figure: ¹ and on. */
export function originMark(places: readonly number[]): string {
  return places.map((place) => [...String(place + 1)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("")).join(" ");
}

/** What the marks mean, below the table they stand in. */
export function OriginNotes({ origins }: { readonly origins: Out<typeof api.expectationSources.summary>["origins"] }) {
  const { t } = useTranslation("figures");
  const facts = useOriginFacts();
  if (origins.length === 0) return null;
  return (
    <ol className="origin-notes" aria-label={t("origin.list")}>
      {origins.map((origin, place) => (
        <li key={`${origin.kind} ${facts(origin)}`} className="caption">
          {originMark([place])} {t(`origin.kind.${origin.kind}`)}
          {t("origin.colon")}
          {facts(origin)}
        </li>
      ))}
    </ol>
  );
}
