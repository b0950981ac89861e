import { canDrawSets } from "./best-worst.js";
import { metricFaults } from "./metric-faults.js";
import { outlineOf } from "./outline.js";
import { CONTEXT_NAMES, pipedNames } from "./piping.js";
import { PRICE_STEPS } from "./price.js";
import { unreachableQuestions } from "./reachable.js";
import { textsOf } from "./texts.js";
import type { LocalText, Question, Series, SurveyDefinition } from "./types.js";

export type SurveyFaultCode =
  | "NO_QUESTIONS"
  | "DUPLICATE_KEY"
  | "DUPLICATE_OPTION"
  | "UNTRANSLATED"
  | "BROKEN_CONDITION"
  | "UNREACHABLE"
  | "UNKNOWN_PIPE"
  | "BAD_SCALE"
  | "TOO_MANY_CHOICES"
  | "IDENTITY_IN_ANONYMOUS"
  | "NPS_WORDING"
  | "KANO_OPTIONS"
  | "KANO_PAIR"
  | "DUPLICATE_METRIC"
  | "SCALE_MISMATCH"
  | "BAD_STEP"
  | "BAD_SETS";

/** Something that stops publishing. `path` names the place: `title`, `speed.text.en`, `speed.showIf`. */
export type SurveyFault = { readonly path: string; readonly code: SurveyFaultCode; readonly message: LocalText };

/** A fault with its sentence in both languages. */
export function fault(path: string, code: SurveyFaultCode, zh: string, en: string): SurveyFault {
  return { path, code, message: { "zh-CN": zh, en } };
}

/**
 * Everything that keeps a questionnaire from being published; an empty list means it holds together.
 *
 * @param published series of published versions of any survey whose metrics must keep their scales
 * @example
 * surveyFaults(VERIFICATION_SURVEY) // => []
 * surveyFaults({ ...VERIFICATION_SURVEY, title: { "zh-CN": "请您确认处理结果" } }).map(({ path, code }) => [path, code])
 * // => [["title.en", "UNTRANSLATED"]]
 */
export function surveyFaults(definition: SurveyDefinition, published: readonly Series[] = []): SurveyFault[] {
  const { questions, broken } = outlineOf(definition);
  const found: SurveyFault[] = [];
  if (!questions.some((question) => question.type !== "statement")) {
    found.push(fault("pages", "NO_QUESTIONS", "问卷里还没有问题。", "The survey has no question yet."));
  }
  if (!definition.locales.includes(definition.defaultLocale)) {
    found.push(
      fault("defaultLocale", "UNTRANSLATED", "默认语言不在语言列表里。", "The default language is not among the survey’s languages."),
    );
  }
  found.push(...duplicates(definition), ...translations(definition), ...questions.flatMap((question) => ownFaults(definition, question)));
  for (const [key, reason] of broken) {
    found.push(
      fault(
        `${key}.showIf`,
        "BROKEN_CONDITION",
        `「${key}」的显示条件无法判断：${reason["zh-CN"]}。`,
        `The condition of “${key}” cannot be decided: ${reason.en}.`,
      ),
    );
  }
  if (broken.size === 0) {
    for (const key of unreachableQuestions(definition)) {
      found.push(fault(`${key}.showIf`, "UNREACHABLE", `怎么答都不会出现「${key}」。`, `No answers ever lead to “${key}”.`));
    }
  }
  return [...found, ...pipes(definition), ...metricFaults(definition, published)];
}

function duplicates(definition: SurveyDefinition): SurveyFault[] {
  const found: SurveyFault[] = [];
  const keys = [...definition.pages.map((page) => `page ${page.key}`), ...outlineOf(definition).questions.map((question) => question.key)];
  for (const key of repeated(keys)) {
    found.push(fault(key.replace("page ", "pages."), "DUPLICATE_KEY", `有两处都叫「${key}」。`, `Two places are called “${key}”.`));
  }
  for (const question of outlineOf(definition).questions) {
    const ids =
      question.type === "single" || question.type === "multiple" || question.type === "bestWorst"
        ? [...question.options.map((option) => option.id), ...question.options.map((option) => `code ${option.code}`)]
        : question.type === "matrix"
          ? question.rows.map((row) => row.key)
          : [];
    for (const id of repeated(ids)) {
      found.push(
        fault(
          `${question.key}.options`,
          "DUPLICATE_OPTION",
          `「${question.key}」里「${id}」出现了两次。`,
          `“${id}” stands twice in “${question.key}”.`,
        ),
      );
    }
  }
  return found;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function translations(definition: SurveyDefinition): SurveyFault[] {
  return textsOf(definition).flatMap(({ path, text, optional }) => {
    const present = definition.locales.filter((locale) => (text[locale] ?? "").trim() !== "");
    if (optional && present.length === 0) return [];
    return definition.locales
      .filter((locale) => !present.includes(locale))
      .map((locale) => {
        const language = locale === "zh-CN" ? ["中文", "Chinese"] : ["英文", "English"];
        return fault(`${path}.${locale}`, "UNTRANSLATED", `${path} 缺${language[0]}文字。`, `${path} has no ${language[1]} text.`);
      });
  });
}

function ownFaults(definition: SurveyDefinition, question: Question): SurveyFault[] {
  const { key } = question;
  const found: SurveyFault[] = [];
  if ("scale" in question && question.scale.max <= question.scale.min) {
    found.push(fault(`${key}.scale`, "BAD_SCALE", `「${key}」的量表上下限颠倒了。`, `The scale of “${key}” ends before it begins.`));
  }
  if (question.type === "pair" && question.scale.min < 1) {
    found.push(
      fault(
        `${key}.scale`,
        "BAD_SCALE",
        `「${key}」要算满意度，量表须从 1 起。`,
        `“${key}” feeds a ratio; its scale must begin at 1 or more.`,
      ),
    );
  }
  if (question.type === "multiple" && question.atMost !== undefined && question.atMost > question.options.length) {
    found.push(
      fault(`${key}.atMost`, "TOO_MANY_CHOICES", `「${key}」的可选数多于选项。`, `“${key}” allows more choices than it has options.`),
    );
  }
  if (question.type === "price" && (!PRICE_STEPS.includes(question.step) || (question.current ?? 1) <= 0)) {
    found.push(
      fault(
        `${key}.step`,
        "BAD_STEP",
        `「${key}」的最小价差或现价不对：价差从 0.01 到 1000 中选，现价要大于 0。`,
        `“${key}” needs a step from 0.01 to 1000 and, if given, a price of today above 0.`,
      ),
    );
  }
  if (question.type === "bestWorst" && !canDrawSets(question)) {
    found.push(
      fault(
        `${key}.options`,
        "BAD_SETS",
        `「${key}」排不出组：项目要多于每组个数，而且组数 × 每组个数不能少于项目数。`,
        `“${key}” cannot be laid out: it needs more items than one set shows, and sets × items per set no fewer than all items.`,
      ),
    );
  }
  if (question.type === "contact" && definition.anonymity === "anonymous") {
    found.push(
      fault(
        key,
        "IDENTITY_IN_ANONYMOUS",
        `匿名问卷不能问联系方式（「${key}」）；可开启「留下联系方式，请我们回访」，它与答案分开存放。`,
        `An anonymous survey cannot ask who somebody is (“${key}”); offer a call-back instead, which is stored apart.`,
      ),
    );
  }
  return found;
}

function pipes(definition: SurveyDefinition): SurveyFault[] {
  const { places } = outlineOf(definition);
  return textsOf(definition).flatMap(({ path, text, order }) =>
    pipedNames(text)
      .filter((name) => !(CONTEXT_NAMES as readonly string[]).includes(name))
      .filter((name) => {
        const place = places.get(name);
        return place === undefined || place.order >= order || place.question.type === "statement" || place.question.type === "contact";
      })
      .map((name) =>
        fault(
          path,
          "UNKNOWN_PIPE",
          `${path} 引用了「${name}」，之前没有这一题，或它不能引用。`,
          `${path} quotes “${name}”, which is not asked before or cannot be quoted.`,
        ),
      ),
  );
}
