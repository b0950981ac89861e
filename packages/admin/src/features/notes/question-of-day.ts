/** Starters to ask a customer; their words are `notes:questions.<n>`. */
const QUESTIONS = 5;

/**
 * Which question is asked on a day: the next one every day, the same for everybody.
 *
 * @param day `YYYY-MM-DD`
 * @example
 * questionOfDay("2026-03-02") // => 4
 */
export function questionOfDay(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) % QUESTIONS;
}
