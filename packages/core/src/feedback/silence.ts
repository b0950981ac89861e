/** Voices of one source on one day, counted in days since 1970-01-01. */
export type DayCount = { readonly day: number; readonly n: number };

export type Silence = {
  readonly lastDay: number;
  /** days since then without a voice, the day asked for included */
  readonly quietDays: number;
  /** voices a week while it was heard, over the twelve weeks that end with its last day; unrounded */
  readonly perWeek: number;
  /** voices it would have brought since, at that rhythm */
  readonly missed: number;
  /** chance of so long a silence from a source that speaks on as many days as this one did */
  readonly chance: number;
  /** quiet for a week or more, and by chance in one case of a thousand at most */
  readonly isUnusual: boolean;
};

const WEEKS = 12;
const UNUSUAL = { chance: 0.001, days: 7 };

/**
 * How long a source has been quiet, and how usual that is for it (L7.10). The chance is that of no voice on each of the quiet days, when it
 * spoke on a share of the days before: (1 − share) ^ days.
 *
 * @param days in any order; days without voices may be left out
 * @param asOf the last day looked at
 * @returns `null` for a source that was never heard
 * @example
 * silenceOf([{ day: 100, n: 3 }, { day: 101, n: 4 }], 111) // => { lastDay: 101, quietDays: 10, perWeek: 7, missed: 10, chance: 0.034571613033607795, isUnusual: false }
 */
export function silenceOf(days: readonly DayCount[], asOf: number): Silence | null {
  const heard = days.filter(({ day, n }) => n > 0 && day <= asOf);
  if (heard.length === 0) return null;
  const lastDay = Math.max(...heard.map(({ day }) => day));
  const recent = heard.filter(({ day }) => day > lastDay - 7 * WEEKS);
  // a source that has only begun is not judged by less than a week
  const span = Math.max(7, lastDay - Math.min(...recent.map(({ day }) => day)) + 1);
  const perDay = recent.reduce((sum, { n }) => sum + n, 0) / span;
  const quietDays = asOf - lastDay;
  const chance = (1 - new Set(recent.map(({ day }) => day)).size / span) ** quietDays;
  return {
    lastDay,
    quietDays,
    perWeek: 7 * perDay,
    missed: perDay * quietDays,
    chance,
    isUnusual: quietDays >= UNUSUAL.days && chance <= UNUSUAL.chance,
  };
}
