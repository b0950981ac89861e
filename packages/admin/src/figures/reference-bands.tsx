import { api, type ReferenceBand } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../api.js";
import { useFormat } from "../format/index.js";
import { kindOf } from "./metrics.js";

const NONE: readonly ReferenceBand[] = [];

/** The organisation's own bands of a metric; none until somebody enters one. */
export function useReferenceBands(metric: string): readonly ReferenceBand[] {
  return useReading(api.expectationSources.bands, { query: { metric } }).data?.items ?? NONE;
}

/** Each band drawn in a chart with its ends, source and day. */
export function ReferenceNotes({ bands }: { readonly bands: readonly ReferenceBand[] }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  if (bands.length === 0) return null;
  return (
    <ul className="caption" aria-label={t("reference.list")}>
      {bands.map((band) => (
        <li key={band.id}>
          <i className="legend-reference" aria-hidden="true" />{" "}
          {t("reference.note", {
            name: band.name,
            ends: format.interval(kindOf(band.metric), band),
            source: band.source,
            day: format.day(band.asOf),
          })}
        </li>
      ))}
    </ul>
  );
}
