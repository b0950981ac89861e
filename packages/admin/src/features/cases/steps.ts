import { CASE_STEPS, type CaseState } from "@manyi/core/cases";

export type Step = { readonly state: CaseState; readonly mark: "done" | "here" | "ahead" };

/** Where a side road leaves the ten steps: waiting for a customer or an outside dispute happen while the case is looked into. */
const beside: Partial<Record<CaseState, CaseState>> = {
  waiting_customer: "investigating",
  external_dispute: "responded",
  withdrawn: "closed",
  merged: "closed",
};

/** The next thing to do stands on the step it leads to. */
const leadsTo: Record<string, CaseState> = {
  acknowledge: "acknowledged",
  assess: "assessed",
  answer: "responded",
  implement: "implemented",
  verify: "verifying",
};

/**
 * The ten steps with what is behind, where the case stands and what lies ahead. An open case stands on the step that its next action
 * leads to; a closed one has all of them behind it.
 *
 * @param next the action that comes next; null when nothing is owed any more
 */
export function stepsOf(state: CaseState, next: string | null): readonly Step[] {
  const isOver = next === null;
  const on = (next === null ? undefined : leadsTo[next]) ?? beside[state] ?? state;
  const here = CASE_STEPS.indexOf(on);
  return CASE_STEPS.map((one, index) => ({
    state: one,
    mark: isOver || index < here ? "done" : index === here ? "here" : "ahead",
  }));
}
