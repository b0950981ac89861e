/** How many of the events of a unit and day are asked. */
export interface TriggerSampling {
  /** wanted share of all events, 0..1 */
  readonly share: number;
  /** the first so many of each unit and day are asked in any case, whole, ≥ 0 */
  readonly floor: number;
}

/**
 * Whether the next event of an always-on trigger is asked: so many per cent of a unit's day, but at least the floor. The floor counts
 * toward the share: a busy unit pauses after its floor until the share has caught up, and a unit with few events asks nearly everybody.
 * The random start of the day decides where in a run of events the asked one lies, so that over many days the share is met exactly.
 *
 * @param place which event of the unit's day this is, from 1
 * @param start a number in [0, 1) drawn once per unit and day and stored with it
 * @throws {RangeError} when share, floor, place or start are outside their ranges
 * @example
 * [1, 2, 3, 4, 5, 6].filter((place) => isTriggered(place, { share: 0.5, floor: 1 }, 0.2)) // => [1, 4, 6]
 */
export function isTriggered(place: number, { share, floor }: TriggerSampling, start: number): boolean {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share lies within 0 and 1, got ${share}`);
  if (!Number.isInteger(floor) || floor < 0) throw new RangeError(`a floor is whole and ≥ 0, got ${floor}`);
  if (!Number.isInteger(place) || place < 1) throw new RangeError(`places count from 1, got ${place}`);
  if (!(start >= 0 && start < 1)) throw new RangeError(`a start lies within 0 and 1, got ${start}`);
  const askedBy = (events: number) => Math.max(Math.min(events, floor), Math.floor(start + share * events));
  return askedBy(place) > askedBy(place - 1);
}
