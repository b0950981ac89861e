import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "@manyi/server";
import { type AnalyzeOptions, analyzeFile } from "../analyze/analyze-file.js";
import { askMapping, terminalAsk } from "../analyze/ask.js";
import type { Locale } from "../analyze/figures.js";
import { analysisJson } from "../analyze/json.js";
import { readAnalysisMap } from "../analyze/map.js";
import { htmlReport } from "../analyze/report/page.js";
import { terminalReport } from "../analyze/terminal.js";
import { type Command, EXIT, Failure, Misuse, type Surroundings } from "../command.js";
import { readWords } from "../options.js";

const FLAGS = ["--json", "--ask"];

/**
 * `zh` or `en`, else what the surroundings speak.
 *
 * @throws {Misuse} for another language
 */
export function localeOf(told: string | undefined, env: Surroundings["env"]): Locale {
  if (told !== undefined) {
    if (/^zh(-cn)?$/i.test(told)) return "zh-CN";
    if (/^en$/i.test(told)) return "en";
    throw new Misuse({ "zh-CN": `--lang 只能是 zh 或 en，这里是“${told}”。`, en: `--lang is zh or en, not “${told}”.` });
  }
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || "") ? "zh-CN" : "en";
}

function whereOf(text: string | undefined): AnalyzeOptions["where"] {
  if (text === undefined) return undefined;
  const cut = text.indexOf("=");
  if (cut < 1)
    throw new Misuse({ "zh-CN": `--where 写成 列名=值，这里是“${text}”。`, en: `--where reads column=value; this one is “${text}”.` });
  return { column: text.slice(0, cut).trim(), value: text.slice(cut + 1).trim() };
}

function unreadable(error: AppError): Failure {
  const told = (locale: Locale) => error.at.map((fault) => fault[locale]).join("; ");
  return new Failure({ "zh-CN": `文件读不出来。${told("zh-CN")}`, en: `The file cannot be read. ${told("en")}` });
}

async function save(path: string, named: string, html: string): Promise<void> {
  try {
    await writeFile(path, html);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure({ "zh-CN": `报告写不进 ${named}：${why}`, en: `The report cannot be written to ${named}: ${why}` });
  }
}

/** A file of answers analysed without a server. */
export const analyze: Command = {
  usage:
    "<file> [--map <column=meaning,…>] [--outcome <column>] [--where <column=value>] [--missing <value,…>] [--title <name>] [--html <file>] [--json] [--ask] [--lang zh|en]",
  help: {
    "zh-CN":
      "不启动服务，直接分析 CSV（UTF-8、GB18030，自动识别）或 XLSX 的答卷：评分和区间、驱动因素、矩阵、分组、趋势、质量、要点。\n列的含义自动识别并列出，--map 可改：\n  nps csat ces date:iso|ymd|dmy|mdy|year|year_month|excel rating:要素:1-5 expectation:要素:1-5 importance:要素:1-5\n  kano:功能:functional|dysfunctional choice:键 unit touchpoint segment channel customer key comment ignore\n--outcome 指定要解释的结果，--where 只看部分行，--missing 写出表示「未答」的值（如 0,-99），--html 另存一份双语报告，--json 输出 JSON，--ask 逐项确认列的含义。",
    en: "Analyses answers in CSV (UTF-8 or GB18030, recognised) or XLSX without a server: ratings with intervals, drivers, priorities, groups, trend, quality, findings.\nWhat the columns mean is recognised and listed; --map changes it:\n  nps csat ces date:iso|ymd|dmy|mdy|year|year_month|excel rating:attribute:1-5 expectation:attribute:1-5 importance:attribute:1-5\n  kano:feature:functional|dysfunctional choice:key unit touchpoint segment channel customer key comment ignore\n--outcome names what the drivers explain, --where takes some rows only, --missing lists values that mean “not answered” (such as 0,-99), --html also saves a report in both languages, --json prints JSON, --ask lets you correct the columns.",
  },
  async run(args, around) {
    const flags = new Set(args.filter((word) => FLAGS.includes(word)));
    const rest = args.filter((word) => !FLAGS.includes(word));
    const { values, words } = readWords(rest, ["map", "outcome", "where", "missing", "title", "html", "lang"], 1);
    const file = words[0];
    if (file === undefined) throw new Misuse({ "zh-CN": "请写出要分析的文件。", en: "Name the file to analyse." });
    const locale = localeOf(values.lang, around.env);
    const where = whereOf(values.where);
    const person = flags.has("--ask") ? terminalAsk() : null;
    if (flags.has("--ask") && person === null)
      throw new Misuse({
        "zh-CN": "--ask 要在终端里用；这里没有人可问，请用 --map。",
        en: "--ask needs a terminal; nobody can be asked here, so use --map.",
      });
    try {
      const analyzed = await analyzeFile(resolve(around.cwd, file), {
        map: readAnalysisMap(values.map),
        ...(values.outcome === undefined ? {} : { outcome: values.outcome }),
        ...(where === undefined ? {} : { where }),
        ...(values.missing === undefined ? {} : { missing: values.missing.split(",").map((value) => value.trim()) }),
        ...(values.title === undefined ? {} : { title: values.title }),
        // the questions go to the error stream, so that JSON on the other stays JSON
        ...(person === null ? {} : { review: (readings) => askMapping(readings, { ask: person.ask, out: around.err, locale }) }),
      });
      const width = Number(around.env.COLUMNS) || 100;
      if (values.html !== undefined) await save(resolve(around.cwd, values.html), values.html, htmlReport(analyzed, locale));
      const saved = values.html === undefined ? [] : ["", `→ ${values.html}`];
      around.out(flags.has("--json") ? analysisJson(analyzed) : [...terminalReport(analyzed, locale, width), ...saved].join("\n"));
      return EXIT.done;
    } catch (error) {
      if (error instanceof AppError) throw unreadable(error);
      if (error instanceof Error && "code" in error && error.code === "ENOENT")
        throw new Failure({ "zh-CN": `没有这个文件：${file}`, en: `No such file: ${file}` });
      throw error;
    } finally {
      person?.close();
    }
  },
};
