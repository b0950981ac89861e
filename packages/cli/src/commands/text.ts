import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "@manyi/server";
import { type Command, EXIT, Failure, Misuse } from "../command.js";
import { readWords } from "../options.js";
import { digestFile } from "../text/digest-file.js";
import { digestJson } from "../text/json.js";
import { digestHtml } from "../text/report/page.js";
import { terminalDigest } from "../text/terminal.js";
import { localeOf } from "./analyze.js";

/** A file of comments read without a server. */
export const text: Command = {
  usage:
    "<file> [--column <name>] [--score <name[:nps|:1-5]>] [--date <name>] [--group <name>] [--taxonomy <name|file>] [--title <name>] [--html <file>] [--json] [--lang zh|en]",
  help: {
    "zh-CN":
      "不启动服务、不上网，直接读一批文字意见（中文、英文）：CSV（UTF-8、GB18030，自动识别）、XLSX、JSON（列表或每行一个对象）、TXT（每行一条）。\n给出话题的提到次数、褒贬和与评分的关系，低分与高分（或 --group 各组）的用词差别，新出现和上升的话题，几乎相同的文字，语言、个人信息、原话（已遮盖），以及读得怎么样。\n列的用途自动识别并列出，--column --score --date --group 可改；--taxonomy 是一套现成话题（catering retail ecommerce car hotel bank software public）或 JSON 文件；--html 另存一份双语报告，--json 输出 JSON。",
    en: "Reads a file of comments (Chinese, English) without a server or the network: CSV (UTF-8 or GB18030, recognised), XLSX, JSON (a list, or one object per line), TXT (one comment per line).\nGives topics with mentions, sides and how the score goes with them; words of low against high scores, or of each --group; new and rising topics; nearly the same texts; languages, personal data, quotes (masked); and how well it was read.\nWhat the columns are used for is recognised and listed; --column --score --date --group change it. --taxonomy is a starter set (catering retail ecommerce car hotel bank software public) or a JSON file; --html also saves a report in both languages, --json prints JSON.",
  },
  async run(args, around) {
    const isJson = args.includes("--json");
    const { values, words } = readWords(
      args.filter((word) => word !== "--json"),
      ["column", "score", "date", "group", "taxonomy", "title", "html", "lang"],
      1,
    );
    const file = words[0];
    if (file === undefined) throw new Misuse({ "zh-CN": "请写出要读的文件。", en: "Name the file to read." });
    const locale = localeOf(values.lang, around.env);
    const path = (name: string) => resolve(around.cwd, name);
    try {
      const { html, lang: _, ...told } = values;
      const digested = await digestFile(file, { ...told, path });
      if (html !== undefined) await save(path(html), html, digestHtml(digested, locale));
      const saved = html === undefined ? [] : ["", `→ ${html}`];
      around.out(
        isJson ? digestJson(digested) : [...terminalDigest(digested, locale, Number(around.env.COLUMNS) || 100), ...saved].join("\n"),
      );
      return EXIT.done;
    } catch (error) {
      if (error instanceof AppError) {
        const reasons = (at: "zh-CN" | "en") => error.at.map((fault) => fault[at]).join("; ");
        throw new Failure({ "zh-CN": `文件读不出来。${reasons("zh-CN")}`, en: `The file cannot be read. ${reasons("en")}` });
      }
      if (error instanceof Error && "code" in error && error.code === "ENOENT")
        throw new Failure({ "zh-CN": `没有这个文件：${file}`, en: `No such file: ${file}` });
      throw error;
    }
  },
};

async function save(path: string, named: string, html: string): Promise<void> {
  try {
    await writeFile(path, html);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure({ "zh-CN": `报告写不进 ${named}：${why}`, en: `The report cannot be written to ${named}: ${why}` });
  }
}
