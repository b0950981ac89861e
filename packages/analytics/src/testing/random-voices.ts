import { nextBelow, type Rng, seedRng } from "@manyi/core/numeric";
import type { ProjectedReading, ProjectedVoice } from "../projection.js";

/** A small stream of made-up choices, the same for the same seed. */
export type Choices = { below(limit: number): number; pick<T>(values: readonly T[]): T; chance(share: number): boolean };

export function choices(seed: number | string): Choices {
  let rng: Rng = seedRng(seed);
  const below = (limit: number) => {
    const [value, next] = nextBelow(rng, limit);
    rng = next;
    return value;
  };
  return { below, pick: (values) => values[below(values.length)]!, chance: (share) => below(10_000) < share * 10_000 };
}

/** Surveys 1 and 2 ask the same four things at different places, survey 3 asks only one, and some voices belong to none. */
export const PLACES = {
  food: [
    { surveyId: 1, ordinals: [2] },
    { surveyId: 2, ordinals: [4] },
    { surveyId: 3, ordinals: [1, 3] },
  ],
  foodBefore: [{ surveyId: 1, ordinals: [1] }],
  foodRecalled: [
    { surveyId: 1, ordinals: [6] },
    { surveyId: 2, ordinals: [3] },
  ],
  staff: [
    { surveyId: 1, ordinals: [4] },
    { surveyId: 2, ordinals: [2] },
  ],
  staffRecalled: [
    { surveyId: 1, ordinals: [3] },
    { surveyId: 2, ordinals: [1] },
  ],
  hundred: [{ surveyId: 1, ordinals: [5] }],
  // the last questions of a long survey
  late: [{ surveyId: 2, ordinals: [40] }],
  lateBefore: [{ surveyId: 2, ordinals: [32] }],
} as const;

/** Voices with every kind of gap: answers left out, no unit, no segment, partial, flagged, excluded, anonymous, weighted. */
export function randomVoices(seed: number | string, count: number, tenantId = 1): ProjectedVoice[] {
  const { below, pick, chance } = choices(seed);
  return Array.from({ length: count }, (_, i): ProjectedVoice => {
    const survey_id = chance(0.05) ? null : 1 + below(3);
    const local_day = 20_000 + below(60);
    const gap = <T>(value: T, share = 0.25) => (chance(share) ? null : value);
    const scale = () => gap(1 + below(5));
    const nums = [scale(), scale(), scale(), scale(), survey_id === 1 ? gap(below(101)) : null, scale()];
    const long = [...nums, ...new Array<null>(25).fill(null), scale(), ...new Array<null>(7).fill(null), scale()];
    return {
      tenant_id: tenantId,
      id: uuidOf(tenantId, i, below(0xffff)),
      source: pick(["survey", "import", "complaint"]),
      channel: pick(["qr", "sms", "o'clock $1"]),
      survey_id,
      version: survey_id === null ? null : 1 + below(2),
      unit_id: gap(1 + below(5), 0.1),
      touchpoint_id: gap(1 + below(3)),
      segment_id: gap(1 + below(2)),
      employee_id: gap(1 + below(4)),
      locale: pick(["zh-CN", "en"]),
      anonymity: survey_id === 3 ? "anonymous" : pick(["identified", "confidential"]),
      local_day,
      iso_week: Math.floor((local_day + 3) / 7),
      local_month: 24_000 + Math.floor(local_day / 30),
      completeness: chance(0.2) ? "partial" : "complete",
      quality: pick(["valid", "valid", "valid", "flagged", "excluded"]),
      weight: pick([1, 0.5, 1.75, Math.fround(0.3)]),
      nps: gap(below(11)),
      csat: scale(),
      ces: gap(1 + below(7)),
      nums: survey_id === 1 && chance(0.1) ? [] : survey_id === 2 ? long : nums,
      import_id: chance(0.1) ? "00000000-0000-4000-8000-000000000001" : null,
    };
  });
}

/** What the comments of some voices say: most of them were read, some mention nothing, sides may be uncertain. */
export function randomReadings(seed: number | string, voices: readonly ProjectedVoice[]): ProjectedReading[] {
  const { below, pick, chance } = choices(seed);
  const side = () => pick([-1, 0, 1, null]);
  return voices
    .filter(() => chance(0.7))
    .map(({ tenant_id, id }) => {
      const topics = [1, 2, 3, 4].filter(() => below(3) === 0).map((topic): [number, number | null] => [topic, side()]);
      return { tenant_id, voice_id: id, topics: [[0, side()], ...topics], isAnew: false };
    });
}

function uuidOf(tenant: number, i: number, noise: number): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
  return `${hex(i, 8)}-${hex(tenant, 4)}-7000-8000-${hex(noise, 12)}`;
}

/** The same voices in another order. */
export function shuffled<T>(values: readonly T[], seed: number | string): T[] {
  const { below } = choices(seed);
  const mixed = [...values];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
