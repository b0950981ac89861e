import { bestWorstSets } from "./best-worst.js";
import type { AnswerFault, AnswerFaultReason } from "./check-answers.js";
import { isAnswered, offersNotApplicable, partsOf, scaleOf } from "./parts.js";
import { highestPrice, isOutOfOrder, priceOfSteps, priceSteps } from "./price.js";
import type { AnswerValue, BestWorstQuestion, ContactField, PriceQuestion, Question } from "./types.js";

type Checked = { readonly value: AnswerValue; readonly faults: readonly AnswerFault[] };
type One = { readonly value: number | string | null; readonly reason: AnswerFaultReason | null; readonly limit?: number | string };

const phone = /^\+?[0-9][0-9 ()-]{4,22}$/;
const email = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/;
const CONTACT_LENGTH = 120;

/** Checks one question's value; a missing one counts as left open. */
export function checkValue(question: Question, given: unknown): Checked {
  const checked = checkShape(question, given === undefined || given === "" ? null : given);
  if (question.required !== true || checked.faults.length > 0) return checked;
  return { value: checked.value, faults: missing(question, checked.value) };
}

function checkShape(question: Question, given: unknown): Checked {
  if (given === null) return { value: emptyOf(question), faults: [] };
  switch (question.type) {
    case "pair":
    case "matrix":
    case "contact":
      return checkParts(question, given);
    case "price":
      return checkPrices(question, given);
    case "bestWorst":
      return checkSets(question, given);
    case "multiple":
      return checkChoices(question, given);
    case "single":
      if (given === "na" && offersNotApplicable(question)) return { value: "na", faults: [] };
      return only(
        question,
        question.options.some((option) => option.id === given) ? { value: String(given), reason: null } : bad("UNKNOWN_OPTION"),
      );
    case "consent":
      return only(question, given === "yes" || given === "no" ? { value: given, reason: null } : bad("UNKNOWN_OPTION"));
    case "text":
      return only(question, checkText(given, question.maxLength));
    case "statement":
      return { value: null, faults: [] };
    default:
      return only(question, checkNumber(question, given));
  }
}

function bad(reason: AnswerFaultReason, limit?: number | string): One {
  return limit === undefined ? { value: null, reason } : { value: null, reason, limit };
}

function faultAt(question: Question, part: string, one: One): AnswerFault[] {
  if (one.reason === null) return [];
  const fault = { question: question.key, part, reason: one.reason };
  return [one.limit === undefined ? fault : { ...fault, limit: one.limit }];
}

function only(question: Question, one: One): Checked {
  return { value: one.value, faults: faultAt(question, question.key, one) };
}

function checkNumber(question: Question, given: unknown): One {
  if (given === "na") return offersNotApplicable(question) ? { value: "na", reason: null } : bad("NOT_APPLICABLE_NOT_OFFERED");
  if (typeof given !== "number" || !Number.isInteger(given)) return bad("NOT_WHOLE");
  const scale = scaleOf(question)!;
  return given < scale.min || given > scale.max ? bad("OUT_OF_RANGE", `${scale.min}–${scale.max}`) : { value: given, reason: null };
}

function checkText(given: unknown, maxLength: number): One {
  if (typeof given !== "string") return bad("WRONG_SHAPE");
  const text = plainText(given);
  if ([...text].length > maxLength) return bad("TOO_LONG", maxLength);
  return { value: text === "" ? null : text, reason: null };
}

/** One spelling of line ends, no control characters that a database or a spreadsheet stumbles over. */
function plainText(given: string): string {
  return given
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}

function checkChoices(question: Extract<Question, { type: "multiple" }>, given: unknown): Checked {
  const list = typeof given === "string" ? [given] : given;
  if (!Array.isArray(list)) return only(question, bad("WRONG_SHAPE"));
  const ids = [...new Set(list)];
  if (!ids.every((id) => question.options.some((option) => option.id === id))) return only(question, bad("UNKNOWN_OPTION"));
  if (question.atMost !== undefined && ids.length > question.atMost) return only(question, bad("TOO_MANY", question.atMost));
  // kept in the order of the questionnaire, so that equal answers are equal
  const chosen = question.options.map((option) => option.id).filter((id) => ids.includes(id));
  return { value: chosen.length === 0 ? null : chosen, faults: [] };
}

/**
 * Prices that do not rise are asked about once, where the page says so by sending `sure` along, and then kept: they are left out of the
 * curves and counted. Other systems are not asked.
 */
function checkPrices(question: PriceQuestion, given: unknown): Checked {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return checkParts(question, given);
  const { sure, ...prices } = given as Record<string, unknown>;
  const checked = checkParts(question, prices);
  const asksBack = "sure" in given && sure !== "1" && checked.faults.length === 0 && isOutOfOrder(checked.value);
  return asksBack ? { ...checked, faults: faultAt(question, question.key, bad("PRICES_OUT_OF_ORDER")) } : checked;
}

function checkPrice(question: PriceQuestion, given: unknown): One {
  if (typeof given !== "number" || !Number.isFinite(given)) return bad("NOT_A_PRICE");
  if (given < 0 || given > highestPrice(question)) return bad("OUT_OF_RANGE", `0–${highestPrice(question)}`);
  return { value: priceOfSteps(question, priceSteps(question, given)), reason: null };
}

/** Best and worst stand in the sets of the block they were shown in; without any pick there is no block either. */
function checkSets(question: BestWorstQuestion, given: unknown): Checked {
  const empty = emptyOf(question) as Record<string, number | string | null>;
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { value: empty, faults: only(question, bad("WRONG_SHAPE")).faults };
  const parts = given as Record<string, unknown>;
  const unknown = Object.keys(parts).filter((part) => !(part in empty));
  const faults: AnswerFault[] = unknown.flatMap((part) => faultAt(question, `${question.key}.${part}`, bad("UNKNOWN_QUESTION")));
  const said = (part: string) => parts[part] !== undefined && parts[part] !== null && parts[part] !== "";
  if (!Object.keys(empty).some((part) => part !== "block" && said(part))) return { value: empty, faults };
  const shown = typeof parts.block === "number" ? bestWorstSets(question, parts.block) : [];
  if (shown.length === 0) return { value: empty, faults: [...faults, ...faultAt(question, `${question.key}.block`, bad("WRONG_SHAPE"))] };
  const value: Record<string, number | string | null> = { ...empty, block: parts.block as number };
  for (const { number, options } of shown) {
    for (const part of [`b${number}`, `w${number}`]) {
      if (!said(part)) continue;
      const isShown = options.some(({ id }) => id === parts[part]);
      const isSame = part.startsWith("w") && parts[part] === parts[`b${number}`];
      if (isShown && !isSame) value[part] = String(parts[part]);
      else faults.push(...faultAt(question, `${question.key}.${part}`, bad(isShown ? "SAME_TWICE" : "UNKNOWN_OPTION")));
    }
  }
  return { value, faults };
}

type Parted = Extract<Question, { type: "pair" | "matrix" | "contact" | "price" }>;

function checkParts(question: Parted, given: unknown): Checked {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { ...only(question, bad("WRONG_SHAPE")), value: emptyOf(question) };
  const parts = given as Record<string, unknown>;
  const faults: AnswerFault[] = [];
  const value: Record<string, number | string | null> = {};
  for (const part of partsOf(question)) {
    const one = Object.hasOwn(parts, part) ? parts[part] : null;
    const checked = one === null || one === undefined || one === "" ? { value: null, reason: null } : checkPart(question, part, one);
    value[part] = checked.value;
    faults.push(...faultAt(question, `${question.key}.${part}`, checked));
  }
  const unknown = Object.keys(parts).filter((part) => !(part in value));
  faults.push(...unknown.map((part) => ({ question: question.key, part: `${question.key}.${part}`, reason: "UNKNOWN_QUESTION" as const })));
  return { value, faults };
}

function checkPart(question: Parted, part: string, given: unknown): One {
  if (question.type === "price") return checkPrice(question, given);
  if (question.type !== "contact") return checkNumber(question, given);
  const text = checkText(given, CONTACT_LENGTH);
  if (text.reason !== null || text.value === null) return text;
  return checkContact(part as ContactField, String(text.value));
}

/** A telephone number has 5 to 15 digits; an e-mail address one @ and a dot after it. */
function checkContact(field: ContactField, text: string): One {
  const digits = text.replace(/\D/g, "").length;
  if (field === "phone" && (!phone.test(text) || digits < 5 || digits > 15)) return bad("NOT_A_PHONE");
  if (field === "email" && !email.test(text)) return bad("NOT_AN_EMAIL");
  return { value: text, reason: null };
}

function emptyOf(question: Question): AnswerValue {
  const parts = partsOf(question);
  return parts.length === 0 ? null : Object.fromEntries(parts.map((part) => [part, null]));
}

function missing(question: Question, value: AnswerValue): AnswerFault[] {
  const at = (part: string): AnswerFault => ({ question: question.key, part, reason: "REQUIRED" });
  if (question.type === "contact") return isAnswered(value) ? [] : [at(question.key)];
  if (question.type === "pair" || question.type === "matrix" || question.type === "price" || question.type === "bestWorst") {
    const parts = value as { readonly [part: string]: number | string | null };
    const asked = partsOf(question).filter((part) => part !== "block");
    return asked.flatMap((part) => (parts[part] === null || parts[part] === undefined ? [at(`${question.key}.${part}`)] : []));
  }
  return value === "na" || isAnswered(value) ? [] : [at(question.key)];
}
