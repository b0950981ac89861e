/** Longest title taken from what a customer said. */
const LONGEST = 40;

/**
 * The beginning of what somebody said, as the title of a case: its first sentence, cut at forty characters.
 *
 * @example
 * headOf("等了一个小时。没人理") // => "等了一个小时"
 */
export function headOf(text: string): string {
  const first = text.trim().split(/[。.!?！？\n]/)[0]!;
  return first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first;
}
