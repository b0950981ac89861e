import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import {
  type Answers,
  bestWorstSets,
  checkAnswers,
  estimateMinutes,
  LOCALES,
  outlineOf,
  readForm,
  type SurveyDefinition,
  surveyTemplates,
} from "@manyi/core/survey";
import { transformWithOxc } from "vite";
import { describe, expect, test } from "vitest";
import {
  closingPage,
  EMBED_SCRIPT,
  escapeHtml,
  PORTAL_CSS,
  SURVEY_SCRIPT,
  type SurveyView,
  screenedOutPage,
  surveyPage,
  unavailablePage,
  WORK_SCRIPT,
} from "../index.js";
import { HOLDS_SOURCE } from "./script.js";
import { wordsOf } from "./words.js";

type Path = { name: string; survey: string; answers: Answers; visible: string[] };
const cases: { surveys: Record<string, Pick<SurveyDefinition, "layout" | "pages">>; paths: Path[] } = JSON.parse(
  readFileSync(new URL("../../../core/fixtures/survey/cases.json", import.meta.url), "utf8"),
);
const words = { "zh-CN": "例", en: "Example" };

function surveyOf(name: string): SurveyDefinition {
  const shared = { title: words, purpose: words, closing: words, anonymity: "anonymous", offerCallback: true } as const;
  return { locales: ["zh-CN", "en"], defaultLocale: "zh-CN", ...shared, ...cases.surveys[name]! };
}

function viewOf(definition: SurveyDefinition, more: Partial<SurveyView> = {}): SurveyView {
  const locale = more.locale ?? "zh-CN";
  return {
    definition,
    version: 1,
    locale,
    screen: 0,
    answers: {},
    posted: {},
    faults: [],
    action: "/s/demo",
    visit: "0123456789abcdef0123456789abcdef",
    organisation: "示例餐饮集团",
    context: { unit: "门店 A", organisation: "示例餐饮集团" },
    minutes: estimateMinutes(definition, locale),
    notice: null,
    kept: false,
    isLarge: false,
    ...more,
  };
}

/** Every page a customer may see, in both languages. */
function everyPage(): { name: string; page: string }[] {
  const ending = { organisation: "示例餐饮集团", unit: "门店 A" };
  return LOCALES.flatMap((locale) => [
    ...surveyTemplates().flatMap(({ code, definition }) =>
      outlineOf(definition).screens.map((_, screen) => ({
        name: `${code} ${screen} ${locale}`,
        page: surveyPage(viewOf(definition, { locale, screen })),
      })),
    ),
    ...(["closed", "expired", "full", "used", "wrong", "busy"] as const).map((why) => ({
      name: `${why} ${locale}`,
      page: unavailablePage({ ...ending, locale }, why),
    })),
    {
      name: `screened out ${locale}`,
      page: screenedOutPage({ ...ending, locale, isAnswered: true, isAnonymous: true, callbackAction: "/s/demo/callback" }),
    },
    {
      name: `closing ${locale}`,
      page: closingPage({
        ...ending,
        locale,
        definition: surveyTemplates()[0]!.definition,
        answers: {},
        isBad: true,
        callbackAction: "/s/demo/callback",
      }),
    },
  ]);
}

/** Prices, and sets of items of which the best and the worst are picked. */
const TRADEOFF: SurveyDefinition = {
  ...surveyTemplates()[0]!.definition,
  layout: "single",
  pages: [
    {
      key: "p",
      questions: [
        { key: "price", type: "price", text: words, currency: "CNY", step: 1 },
        {
          key: "matters",
          type: "bestWorst",
          text: words,
          options: Array.from({ length: 8 }, (_, i) => ({ id: `o${i}`, code: i + 1, text: { "zh-CN": `第 ${i} 项`, en: `Item ${i}` } })),
          perSet: 4,
          sets: 6,
          high: { "zh-CN": "最看重", en: "Most" },
          low: { "zh-CN": "最不看重", en: "Least" },
        },
      ],
    },
  ],
};

describe("price and best–worst", () => {
  test("a set has one group for the best and one for the worst, every choice with its own words; one visit always sees the same sets", () => {
    const page = surveyPage(viewOf(TRADEOFF, { locale: "en" }));
    const radios = [...page.matchAll(/type="radio" name="([^"]+)" value="([^"]+)"/g)].map(([, name]) => name);
    expect(radios).toHaveLength(6 * 4 * 2);
    expect(new Set(radios).size).toBe(12);
    expect(page.match(/<span class="vh">(Most|Least): Item \d<\/span>/g)).toHaveLength(48);
    expect(surveyPage(viewOf(TRADEOFF, { locale: "en" }))).toBe(page);
    const blocks = Array.from({ length: 40 }, (_, i) => {
      const other = surveyPage(viewOf(TRADEOFF, { visit: `visit-${i}` }));
      return /a\.matters\.block" value="(\d+)"/.exec(other)![1];
    });
    expect(new Set(blocks).size).toBeGreaterThan(6);
  });

  test("what was picked before keeps its sets, whatever visit comes back to it", () => {
    const answers = checkAnswers(TRADEOFF, {
      matters: { block: 5, ...pickOf(5) },
    }).answers;
    const page = surveyPage(viewOf(TRADEOFF, { answers, visit: "another" }));
    expect(page).toContain('name="a.matters.block" value="5"');
    expect(page.match(/ checked/g)).toHaveLength(2);
  });

  test("prices that do not rise are asked about with a field that takes them next time; nothing of it before", () => {
    const posted = { "a.price.tooCheap": "9", "a.price.cheap": "8", "a.price.expensive": "20", "a.price.tooExpensive": "30" };
    const { answers, faults } = checkAnswers(TRADEOFF, readForm(outlineOf(TRADEOFF).questions, posted));
    const page = surveyPage(viewOf(TRADEOFF, { answers, faults, posted }));
    expect(page).toContain('name="a.price.sure" value="1"');
    expect(page).toContain("再看一眼");
    expect(page).toContain('value="8"');
    expect(surveyPage(viewOf(TRADEOFF))).not.toContain("sure");
  });

  test("the page stays within the weight of a first load", () => {
    const shared = [PORTAL_CSS, SURVEY_SCRIPT, WORK_SCRIPT].reduce((sum, { body }) => sum + gzipSync(body).length, 0);
    for (const locale of LOCALES) expect(shared + gzipSync(surveyPage(viewOf(TRADEOFF, { locale }))).length).toBeLessThanOrEqual(15 * 1024);
  });
});

function pickOf(block: number): Record<string, string> {
  const question = outlineOf(TRADEOFF).places.get("matters")!.question;
  if (question.type !== "bestWorst") throw new TypeError("no best–worst question");
  const [first] = bestWorstSets(question, block);
  return { b1: first!.options[0]!.id, w1: first!.options[3]!.id };
}

describe("weight and safety", () => {
  test("everything a first load needs is at most 15 KB compressed; the embed loader likewise", () => {
    const shared = [PORTAL_CSS, SURVEY_SCRIPT, WORK_SCRIPT].reduce((sum, { body }) => sum + gzipSync(body).length, 0);
    for (const { name, page } of everyPage()) {
      const bytes = shared + gzipSync(page).length;
      expect([name, bytes <= 15 * 1024]).toEqual([name, true]);
    }
    expect(gzipSync(SURVEY_SCRIPT.body).length).toBeLessThanOrEqual(2 * 1024);
    expect(gzipSync(EMBED_SCRIPT.body).length).toBeLessThanOrEqual(15 * 1024);
  });

  test("no inline script, style or handler, no foreign address, nothing preselected on any page", () => {
    for (const { name, page } of everyPage()) {
      expect([
        name,
        page.match(/\sstyle=|<style|\son\w+=|<script(?! src="\/portal\/)|(?:src|href|action)="(?:https?:)?\/\/| checked/g),
      ]).toEqual([name, null]);
    }
  });

  test("texts of authors and answers of customers are escaped wherever they stand", () => {
    const evil = `"><script>alert(1)</script>'`;
    const definition: SurveyDefinition = {
      ...surveyOf("nps"),
      title: { "zh-CN": evil, en: evil },
      pages: [
        {
          key: "p",
          questions: [
            { key: "t", type: "text", text: { "zh-CN": evil }, help: { "zh-CN": evil }, multiline: false, maxLength: 100 },
            { key: "u", type: "text", text: { "zh-CN": "{{t}}" }, multiline: true, maxLength: 100 },
          ],
        },
      ],
    };
    const page = surveyPage(
      viewOf(definition, { answers: { t: evil, u: evil }, action: `/s/x?table=${evil}`, visit: evil, organisation: evil }),
    );
    expect(page).not.toContain("<script>");
    expect(page).toContain(escapeHtml(evil));
  });

  test("scripts use no syntax newer than ES2020", async () => {
    for (const { path, body } of [SURVEY_SCRIPT, EMBED_SCRIPT]) {
      const options = { lang: "js", sourcemap: false } as const;
      const old = await transformWithOxc(body, path, { ...options, target: "es2020" });
      const now = await transformWithOxc(body, path, { ...options, target: "esnext" });
      expect(old.code).toBe(now.code);
    }
  });

  test("the style sheet uses nothing that Chromium 87 or Safari 14 lack", () => {
    expect(
      PORTAL_CSS.body.match(/:has\(|:is\(|:where\(|:focus-visible|\binset:|aspect-ratio|@container|@layer|color-mix|:not\([^)]*,|&/g),
    ).toBeNull();
    // gap in flex rows came to Safari with 14.1: grids have grid-gap, flex rows have margins
    expect(PORTAL_CSS.body.match(/(?<!grid-)gap:/g)).toBeNull();
  });
});

describe("the shared case file on the page", () => {
  const holds = new Function(`${HOLDS_SOURCE};return holds`)();
  for (const { name, survey, answers, visible } of cases.paths) {
    test(`${name}: the script and the page show what the engine asks`, () => {
      const definition = surveyOf(survey);
      const seen: Record<string, unknown> = {};
      const shown = outlineOf(definition).questions.filter((question) => {
        if (question.showIf !== undefined && !holds(question.showIf, seen)) return false;
        // fields carry strings
        seen[question.key] = asFields(answers[question.key]);
        return true;
      });
      expect(shown.map((question) => question.key)).toEqual(visible);
      const { answers: checked } = checkAnswers(definition, answers);
      const pages = outlineOf(definition).screens.map((_, screen) => surveyPage(viewOf(definition, { screen, answers: checked })));
      const open = pages
        .flatMap((page) => [...page.matchAll(/<fieldset class="q[^"]*" id="q-(\w+)"([^>]*)>/g)])
        .filter((match) => !/ hidden disabled/.test(match[2]!));
      expect(open.map((match) => match[1])).toEqual(visible);
    });
  }
});

function asFields(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value;
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).flatMap(([part, one]) => (one === null ? [] : [[part, String(one)]])));
  return String(value);
}

describe("the page", () => {
  const definition = surveyOf("chain");

  test("a fault is named at the top, beside its field, and tied to it", () => {
    const posted = { who: { phone: "call me" }, agree: "yes", used: ["app", "phone", "shop"] };
    const { answers, faults } = checkAnswers(definition, posted);
    const page = surveyPage(
      viewOf(definition, {
        screen: 2,
        answers,
        faults: faults.filter((fault) => fault.question === "who"),
        posted: { "a.who.phone": "call me" },
      }),
    );
    expect(page).toContain(`<a href="#q-who.phone">`);
    expect(page).toContain(`aria-invalid="true" aria-describedby="e-who.phone" value="call me"`);
    expect(page).toContain(`id="e-who.phone"`);
  });

  test("every choice has a label of its own, and a scale reads its ends with the numbers", () => {
    const page = surveyPage(viewOf(surveyOf("nps"), { locale: "en" }));
    expect(page.match(/<input type="radio"/g)).toHaveLength(11);
    expect(page).toContain(`<span class="b">0<span class="vh"> Not at all likely</span></span>`);
    expect(page).toContain(`<span class="b">10<span class="vh"> Extremely likely</span></span>`);
  });

  test("before the first question: sender, minutes, anonymity, purpose, data use, and a way out; in both languages", () => {
    for (const locale of LOCALES) {
      const page = surveyPage(viewOf(definition, { locale }));
      const before = page.slice(0, page.indexOf("<main"));
      const text = wordsOf(locale);
      for (const piece of ["示例餐饮集团 · 门店 A", text.dataLink, text.stop, text.purpose, text.dataRights])
        expect(before).toContain(escapeHtml(piece));
      expect(before).toContain(locale === "en" ? "Anonymous, about" : "匿名问卷，约");
    }
  });

  test("answers given before stand in the fields; a switch of language is a post that carries them", () => {
    const page = surveyPage(viewOf(definition, { answers: { used: ["phone"], kind: "na" } }));
    expect(page.match(/ checked/g)).toHaveLength(2);
    expect(page).toContain(`name="go" value="lang.en" lang="en" formnovalidate`);
  });

  test("Chinese and English say the same things", () => {
    const keys = (value: object): string[] =>
      Object.entries(value).flatMap(([key, one]) => (typeof one === "object" ? keys(one).map((inner) => `${key}.${inner}`) : [key]));
    expect(keys(wordsOf("en"))).toEqual(keys(wordsOf("zh-CN")));
  });
});
