/** The language a comment is written in, as far as analysis goes. */
export type TextLanguage = "zh" | "en" | "other";

const englishWords = new Set(
  "the a an and or but is are was were be been it its i you we they he she my your our their this that these those to of in on at for with from by not no very so too as if have has had do does did will would can could just only when what how why who there here good great bad nice love like staff service food room order time was ok okay thanks thank please never always again back best worst after before two three one first last day days week weeks hour hours minutes more than less most all any some every each other another would get got getting go going went came come took take made make much many little bit well nothing everything still even also about over under up down out off into through during while because since until without around us me him her them his its which whose am really easy hard fast slow works work worked use used using new old total app room price phone call called help order ordered wait waited flight crashes delivery customer highly recommend terrible awful excellent amazing rude friendly".split(
    " ",
  ),
);

/**
 * Tells Chinese, English and everything else apart by script and by common words.
 *
 * @returns `null` when there is nothing to read (figures, marks, emoji)
 * @example
 * detectLanguage("服务员 nice，环境 OK") // => "zh"
 * detectLanguage("Zimmer war sehr schön") // => "other"
 */
export function detectLanguage(text: string): TextLanguage | null {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const words = text.toLowerCase().match(/[a-z\u00c0-\u024f']+/g) ?? [];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  if (kana > 0 && kana * 5 > han) return "other";
  // One Chinese character carries about as much as one English word.
  if (han > 0 && han >= words.length * 0.8) return "zh";
  const latin = words.join("").length;
  if (latin * 2 < letters - han) return "other";
  const known = words.filter((word) => englishWords.has(word)).length;
  const accented = words.filter((word) => /[\u00c0-\u024f]/.test(word)).length;
  if (words.length === 0) return han > 0 ? "zh" : "other";
  if (accented > 0 && known * 5 < words.length) return "other";
  if (words.length >= 6 && known === 0) return "other";
  return "en";
}
