import type { SampleExclusion } from "@manyi/contracts";
import { inTurns } from "../../platform/turns.js";
import { emailKey, keysOf, type Person, phoneKey } from "./person.js";

/** Who must not be asked, by any key of theirs (`keysOf`). */
export type LeftAlone = Readonly<Record<"employee" | "opted_out" | "open_case" | "invited", ReadonlySet<string>>>;
export type Exclusion = { readonly reason: SampleExclusion; readonly n: number };
type Rule = {
  readonly contact: "any" | "phone" | "email";
  readonly leftAlone: LeftAlone;
  /** whether the reader may ask people of this unit */
  isInScope(unitId: number | null): boolean;
};

/** In the order they are asked; the first that holds is the one that is counted. */
const REASONS = ["other_unit", "no_contact", "employee", "opted_out", "open_case", "invited", "duplicate"] as const;

/**
 * Parts a source into the frame and those left out, each with one reason: nobody is lost, nobody counts twice.
 *
 * @returns the frame in the order of the source; reasons that hold for somebody
 */
export async function exclude(
  people: readonly Person[],
  rule: Rule,
): Promise<{ readonly frame: Person[]; readonly exclusions: Exclusion[] }> {
  const counts = new Map<SampleExclusion, number>();
  const taken = new Set<string>();
  const frame: Person[] = [];
  await inTurns(people, (person) => {
    const reason = reasonOf(person, rule, taken);
    if (reason === null) {
      frame.push(person);
      for (const key of keysOf(person)) taken.add(key);
    } else counts.set(reason, (counts.get(reason) ?? 0) + 1);
  });
  return { frame, exclusions: REASONS.flatMap((reason) => (counts.has(reason) ? [{ reason, n: counts.get(reason)! }] : [])) };
}

function reasonOf(person: Person, { contact, leftAlone, isInScope }: Rule, taken: ReadonlySet<string>): SampleExclusion | null {
  if (!isInScope(person.unitId)) return "other_unit";
  const [phone, email] = [phoneKey(person.phone), emailKey(person.email)];
  if (contact === "phone" ? phone === null : contact === "email" ? email === null : phone === null && email === null) return "no_contact";
  const keys = keysOf(person);
  const held = (["employee", "opted_out", "open_case", "invited"] as const).find((reason) =>
    keys.some((key) => leftAlone[reason].has(key)),
  );
  return held ?? (keys.some((key) => taken.has(key)) ? "duplicate" : null);
}
