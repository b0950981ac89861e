import type { api, EffectPlan, In } from "@manyi/contracts";
import { addDays } from "../../format/date.js";
import type { PlanSearch } from "./search.js";

export type Design = Omit<In<typeof api.effects.preview>["body"], "comparison">;

/** What is being planned; the comparison units are `null` until the reader changes what is proposed. */
export type Draft = {
  readonly name: string;
  readonly what: string;
  readonly metric: string;
  readonly surveyId: number | null;
  readonly units: readonly number[];
  /** the day all begin, unless a unit has one of its own */
  readonly startOn: string;
  readonly ownStarts: Readonly<Record<number, string>>;
  readonly isInSteps: boolean;
  readonly beforeDays: number;
  readonly afterDays: number;
  readonly planned: number | null;
  readonly comparison: readonly number[] | null;
  readonly reason: string;
};

const EIGHT_WEEKS = 56;

/** An empty draft, filled with what a finding knows. It begins tomorrow: what is agreed on beforehand can prove something. */
export function draftFor(search: PlanSearch, today: string): Draft {
  return {
    name: search.name ?? "",
    what: "",
    metric: search.metric ?? "nps",
    surveyId: null,
    units: search.unit === undefined ? [] : [search.unit],
    startOn: addDays(today, 1),
    ownStarts: {},
    isInSteps: false,
    beforeDays: EIGHT_WEEKS,
    afterDays: EIGHT_WEEKS,
    planned: null,
    comparison: null,
    reason: "",
  };
}

/** What was agreed on, to be agreed on anew. */
export function draftOf(plan: EffectPlan, words: (text: EffectPlan["name"]) => string): Draft {
  const days = new Set(plan.treated.map(({ startOn }) => startOn));
  const startOn = plan.treated[0]?.startOn ?? "";
  return {
    name: words(plan.name),
    what: words(plan.what),
    metric: plan.metric,
    surveyId: plan.surveyId,
    units: plan.treated.map(({ unit }) => unit.id),
    startOn,
    ownStarts: Object.fromEntries(plan.treated.map((one) => [one.unit.id, one.startOn])),
    isInSteps: days.size > 1,
    beforeDays: plan.beforeDays,
    afterDays: plan.afterDays,
    planned: plan.planned,
    comparison: plan.comparison.map(({ id }) => id),
    reason: "",
  };
}

/** The draft as the server takes it; `null` while units or days are missing. */
export function designOf(draft: Draft): Design | null {
  const { metric, surveyId, units, startOn, ownStarts, isInSteps, beforeDays, afterDays, planned } = draft;
  const treated = units.map((unitId) => ({ unitId, startOn: (isInSteps ? ownStarts[unitId] : undefined) ?? startOn }));
  if (treated.length === 0 || treated.some((one) => one.startOn === "")) return null;
  return { metric, surveyId, treated, beforeDays, afterDays, planned };
}
