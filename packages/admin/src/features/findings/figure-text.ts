import type { Evidence } from "@manyi/contracts";
import { displayP, type FigureKind } from "@manyi/core/format";
import type { Format } from "../../format/index.js";

type Figure = Evidence["figures"][number];

/** How each figure of an evidence is written; shares are kept as 0–1. */
const KINDS: Readonly<Record<string, { readonly kind: FigureKind; readonly signed?: true; readonly times?: 100 }>> = {
  share: { kind: "percent", times: 100 },
  strength: { kind: "percent", times: 100 },
  questionable: { kind: "percent", times: 100 },
  perPoint: { kind: "mean", signed: true },
  correlation: { kind: "correlation" },
  asymmetry: { kind: "correlation", signed: true },
  better: { kind: "correlation" },
  worse: { kind: "correlation" },
  ratio: { kind: "ratio" },
  gap: { kind: "mean", signed: true },
  shareBefore: { kind: "percent", times: 100 },
  shareAfter: { kind: "percent", times: 100 },
};

/** A figure of an evidence and its interval in words. */
export function figureText(format: Format, { code, value, interval }: Figure): { readonly value: string; readonly interval: string } {
  if (code === "chance") return { value: displayP(value), interval: "" };
  if (code === "alike") return { value: format.count(value), interval: "" };
  const { kind, signed, times = 1 } = KINDS[code] ?? { kind: "mean" as const };
  const scaled = value === null ? null : times * value;
  const ends = interval === null ? null : { low: times * interval.low, high: times * interval.high };
  if (ends === null) return { value: signed ? format.difference(kind, scaled) : format.figure(kind, scaled), interval: "" };
  return signed
    ? { value: format.difference(kind, scaled), interval: format.differenceInterval(kind, ends) }
    : { value: format.figure(kind, scaled), interval: format.interval(kind, ends) };
}
