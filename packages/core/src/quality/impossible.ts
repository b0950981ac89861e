/** What people call the choice that leaves no room for another, in both languages. */
const NONE =
  /^(以上)?(都|皆|均)?(没有|没|无|不是|非)(以上|任何|这些)?[。.]?$|^(以上)?(都|皆|均)(不是|没有|没用过|没去过|没吃过|没买过|没遇到|不符合|不适用)[。.]?$|^none(\s+of\s+(these|the above|them))?[.]?$|^(nothing|neither)[.]?$/i;

/**
 * Whether the words of an option say that none of the others holds: "以上都没有", "None of these".
 *
 * @param words the option as shown, in any language
 * @example
 * saysNone("以上都没有") // => true
 * saysNone("None of these") // => true
 * saysNone("没有停车位") // => false
 * saysNone("都不错") // => false
 */
export function saysNone(words: string): boolean {
  return NONE.test(words.trim());
}

/** What can be held against each other within one person's answers. */
export interface Possible {
  /** the words of the options ticked, question by question */
  readonly ticked: readonly (readonly string[])[];
  /** questions answered that the survey's own logic did not ask */
  readonly unasked: number;
}

/**
 * Whether answers cannot be true together: "none of these" ticked beside others, or an answer to what was never asked.
 *
 * @example
 * isImpossible({ ticked: [["等位", "以上都没有"]], unasked: 0 }) // => true
 * isImpossible({ ticked: [["以上都没有"], ["Price", "Service"]], unasked: 0 }) // => false
 * isImpossible({ ticked: [], unasked: 1 }) // => true
 */
export function isImpossible({ ticked, unasked }: Possible): boolean {
  return unasked > 0 || ticked.some((words) => words.length > 1 && words.some(saysNone));
}
