import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../setup/run.mjs";
import { isTest, packageNames, sourcesOf, withoutComments } from "./sources.mjs";

const LOCALES = ["zh-CN", "en"];
/** Packages that speak to people: the admin pages from catalogues, the others from pairs of texts in the code, whose keys the compiler compares. */
const SPEAKING_IN_CATALOGUES = ["admin"];
const SPEAKING_IN_CODE = ["contracts", "portal", "server"];
const CHINESE = /\p{Script=Han}/u;

/** Both languages have the same keys, none empty, with the same places to fill in; no Chinese stands in a page's code. */
export function checkLocales() {
  const problems = [];
  let keys = 0;
  let files = 0;
  for (const name of packageNames()) {
    const catalogues = cataloguesOf(name);
    if (catalogues.length === 0 && SPEAKING_IN_CATALOGUES.includes(name))
      problems.push(`packages/${name} has no catalogue, so nothing was checked`);
    for (const catalogue of catalogues) {
      files += 1;
      const texts = LOCALES.map((locale) => readTexts(join(catalogue.folder, locale, catalogue.file), problems));
      keys += texts[0].size;
      problems.push(...compare(`${relative(ROOT, catalogue.folder)}/*/${catalogue.file}`, texts));
    }
  }
  const pairs = SPEAKING_IN_CODE.map((name) => pairsIn(name, problems));
  if (files === 0 || keys === 0) problems.push("no texts found, so nothing was checked");
  const pages = sourcesOf("admin").filter(({ path }) => path.endsWith(".tsx") && !isTest(path) && !path.includes("/locales/"));
  if (pages.length === 0) problems.push("packages/admin holds no page, so nothing was checked for Chinese in the code");
  problems.push(...pages.flatMap(chineseIn));
  return { problems, looked: `${keys} keys in ${files} catalogues, ${sum(pairs)} files with both languages, ${pages.length} pages` };
}

/** Texts in the code stand beside their translation: as many for one language as for the other in every file, none empty. */
function pairsIn(name, problems) {
  let speaking = 0;
  for (const { path, text } of sourcesOf(name).filter((source) => !isTest(source.path))) {
    const bare = withoutComments(text);
    const [chinese, english] = [/"zh-CN":\s*["`]/g, /(?<![\w."-])"?en"?:\s*["`]/g].map((language) => bare.match(language)?.length ?? 0);
    if (/"zh-CN"/.test(bare)) speaking += 1;
    if (chinese !== english) problems.push(`${path} has ${chinese} texts for zh-CN and ${english} for en`);
    if (/(?:"zh-CN"|\ben"?):\s*""/.test(bare)) problems.push(`${path} has an empty text`);
  }
  if (speaking === 0) problems.push(`packages/${name} has no file with both languages, so nothing was checked`);
  return speaking;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Pairs of JSON files below any folder called `locales`. */
function cataloguesOf(name) {
  const source = join(ROOT, "packages", name, "src");
  if (!existsSync(source)) return [];
  const folders = readdirSync(source, { recursive: true })
    .filter((entry) => /(?:^|[\\/])locales$/.test(entry) && statSync(join(source, entry)).isDirectory())
    .map((entry) => join(source, entry));
  return folders.flatMap((folder) => {
    const files = new Set(LOCALES.flatMap((locale) => (existsSync(join(folder, locale)) ? readdirSync(join(folder, locale)) : [])));
    return [...files].filter((file) => file.endsWith(".json")).map((file) => ({ folder, file }));
  });
}

function readTexts(path, problems) {
  const where = relative(ROOT, path);
  if (!existsSync(path)) {
    problems.push(`${where} is missing`);
    return new Map();
  }
  const texts = new Map();
  const walk = (value, key) => {
    if (typeof value === "string") {
      // languages differ in how many plural forms they have; the stem must be there in both
      const stem = key.replace(/_(?:zero|one|two|few|many|other)$/, "");
      if (value.trim() === "") problems.push(`${where}: ${key} is empty`);
      texts.set(stem, (texts.get(stem) ?? "") + value);
    } else if (typeof value === "object" && value !== null) {
      for (const [part, inner] of Object.entries(value)) walk(inner, key === "" ? part : `${key}.${part}`);
    } else problems.push(`${where}: ${key} is not a text`);
  };
  walk(JSON.parse(readFileSync(path, "utf8")), "");
  if (texts.size === 0) problems.push(`${where} holds no text`);
  return texts;
}

function compare(where, [chinese, english]) {
  const problems = [];
  for (const key of chinese.keys()) if (!english.has(key)) problems.push(`${where}: ${key} is missing in en`);
  for (const key of english.keys()) if (!chinese.has(key)) problems.push(`${where}: ${key} is missing in zh-CN`);
  for (const [key, text] of chinese) {
    const other = english.get(key);
    if (other === undefined) continue;
    // a plural form may leave its number unsaid: "one case"
    const places = [holesIn(text), holesIn(other)].map((holes) => holes.filter((hole) => hole !== "count").join(", "));
    if (places[0] !== places[1]) problems.push(`${where}: ${key} fills in {${places[0]}} in zh-CN and {${places[1]}} in en`);
  }
  return problems;
}

function holesIn(text) {
  return [...new Set([...text.matchAll(/\{\{-?\s*(\w+)[^}]*\}\}/g)].map((found) => found[1]))].sort();
}

function chineseIn({ path, text }) {
  return withoutComments(text)
    .split("\n")
    .flatMap((line, place) => (CHINESE.test(line) ? [`${path}:${place + 1} holds Chinese text; move it to src/locales`] : []));
}
