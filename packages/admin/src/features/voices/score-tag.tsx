import type { Voice } from "@manyi/contracts";
import { toneOf } from "./tone.js";

const heads = [
  ["nps", "NPS"],
  ["csat", "CSAT"],
  ["ces", "CES"],
] as const;

/** `NPS 2` on an orange ground, `NPS 10` on a blue one, the middle on grey. Nothing when no score was given. */
export function ScoreTag({ scores }: { readonly scores: Voice["scores"] }) {
  const head = heads.find(([code]) => scores[code] !== undefined);
  if (head === undefined) return null;
  const tone = toneOf(scores) ?? 0.5;
  return (
    <span className={`tag strong ${tone <= 0.6 ? "tag-worse" : tone >= 0.9 ? "tag-better" : ""}`}>
      {head[1]} {scores[head[0]]}
    </span>
  );
}
