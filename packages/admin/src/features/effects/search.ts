export type PlanSearch = {
  /** a comparison that is agreed on anew */
  change?: string | undefined;
  /** the finding it answers, and what it fills in */
  finding?: string | undefined;
  unit?: number | undefined;
  metric?: string | undefined;
  name?: string | undefined;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The address of the planner: empty, from a finding, or to change what was agreed on. */
export function planSearch(raw: Record<string, unknown>): PlanSearch {
  const kept: PlanSearch = {};
  if (typeof raw.change === "string" && uuid.test(raw.change)) kept.change = raw.change;
  if (typeof raw.finding === "string" && uuid.test(raw.finding)) kept.finding = raw.finding;
  if (Number.isInteger(raw.unit) && Number(raw.unit) > 0) kept.unit = Number(raw.unit);
  if (typeof raw.metric === "string" && /^(nps|csat|ces|ratio|(p|ratio):[\w.-]+)$/.test(raw.metric)) kept.metric = raw.metric.slice(0, 60);
  if (typeof raw.name === "string" && raw.name.trim() !== "") kept.name = raw.name.slice(0, 200);
  return kept;
}

export type EffectSearch = {
  /** an earlier agreement; without: the one in force */
  version?: number | undefined;
};

/** The address of a result. */
export function effectSearch(raw: Record<string, unknown>): EffectSearch {
  return Number.isInteger(raw.version) && Number(raw.version) > 0 ? { version: Number(raw.version) } : {};
}
