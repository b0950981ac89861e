/** Characters that nearly every honest Chinese remark of a dozen characters holds at least one of. */
const EVERYDAY = new Set(
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笑飞风步改收根干造言联持组每济车亲极林服快办议往元英士证近失转夫令准布始怎呢存未远叫台单影具罗字爱击流备兵连调深商算质团集百需价花党华城石级整府离况亚请技际约示复病息究线似官火断精满支视消越器容照须九增研写称企八功吗包片史委乎查轻易早曾除农找装广显吧阿李标谈吃图念六引历首医局突专费号尽另周较注语仅考落青随选列".split(
    "",
  ),
);
/** Runs that fingers make on a keyboard. */
const KEYBOARD = /asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|erty|rtyu|tyui|yuio|uiop|zxcv|xcvb|cvbn|vbnm|qaz|wsx|edc|12345|54321|abcdef/;

/**
 * Whether a remark is typed at random: one sign over and over, runs along the keyboard, Latin words no one can say, or a dozen Chinese
 * characters without a single everyday one. Short remarks ("好", "ok", "无") are never gibberish.
 *
 * @param text a free answer, as written
 * @example
 * isGibberish("asdfgh jkl qwer") // => true
 * isGibberish("等了 40 分钟才上菜") // => false
 */
export function isGibberish(text: string): boolean {
  const plain = text.normalize("NFKC").toLowerCase();
  const signs = Array.from(plain.replace(/\s/g, ""));
  if (signs.length < 6) return false;
  if (new Set(signs).size <= Math.min(3, Math.max(1, Math.floor(signs.length / 8)))) return true;
  const han = signs.filter((sign) => /\p{Script=Han}/u.test(sign));
  const letters = signs.filter((sign) => /[a-z]/.test(sign));
  if (han.length >= 12 && !han.some((sign) => EVERYDAY.has(sign))) return true;
  if (han.length > 0) return letters.length > 3 * han.length && isUnspeakable(plain);
  return letters.length >= 6 && letters.length >= 0.6 * signs.length && isUnspeakable(plain);
}

/** Whether most letters stand in words that hold a keyboard run, six consonants in a row, or no vowel at all. */
function isUnspeakable(text: string): boolean {
  const words = text.match(/[a-z]+/g) ?? [];
  const odd = words.filter(
    (word) => KEYBOARD.test(word) || /[bcdfghjklmnpqrstvwxz]{6}/.test(word) || (word.length >= 4 && !/[aeiouy]/.test(word)),
  );
  const letters = (list: readonly string[]) => list.reduce((sum, word) => sum + word.length, 0);
  return letters(odd) >= 0.5 * letters(words);
}
