import { basename, resolve } from "node:path";
import { type Mapping, type Target, target } from "@manyi/contracts";
import { AppError, createIds, type ImportRow, importFile, type Recognised, rejectsPath } from "@manyi/server";
import { createIngest, type Store } from "@manyi/store";
import { type Command, EXIT, Failure, Misuse } from "../command.js";
import { openDatabase } from "../open-database.js";
import { readWords } from "../options.js";
import { settingsOf } from "../settings.js";

const SIMPLE = ["ignore", "comment", "unit", "touchpoint", "segment", "channel", "customer", "key", "weight", "locale"];

/**
 * One word of `--map`: `nps`, `csat`, `ces`, `date:iso`, `rating:speed:1-5`, `expectation:speed:1-5`, `choice:age`, `kano:speed:functional`, `unit`, `ignore` …
 *
 * @throws {Misuse} when it is none of these
 */
export function readTarget(text: string): Target {
  const [to = "", name, range] = text.split(":");
  const scale = /^(\d+)-(\d+)$/.exec(range ?? "1-5");
  const made: unknown = SIMPLE.includes(to)
    ? { to }
    : ["nps", "csat", "ces"].includes(to)
      ? { to: "metric", metric: to }
      : to === "date"
        ? { to, format: name ?? "iso" }
        : to === "choice"
          ? { to, key: name }
          : to === "kano"
            ? { to, attribute: name, side: range ?? "functional", order: "likeFirst" }
            : to === "rating" || to === "expectation"
              ? {
                  to: "rating",
                  attribute: name,
                  role: to === "rating" ? "perception" : to,
                  min: Number(scale?.[1]),
                  max: Number(scale?.[2]),
                }
              : null;
  const read = target.safeParse(made);
  if (!read.success) throw new Misuse({ "zh-CN": `看不懂 --map 里的“${text}”。`, en: `--map does not know “${text}”.` });
  return read.data;
}

/** `ltr=nps,year=date:year` as targets by column. */
export function readMap(text: string | undefined): Readonly<Record<string, Target>> {
  if (text === undefined) return {};
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const cut = pair.indexOf("=");
      if (cut < 1)
        throw new Misuse({
          "zh-CN": `--map 的每一项写成 列名=含义，这里是“${pair}”。`,
          en: `Each part of --map reads column=meaning; this one is “${pair}”.`,
        });
      return [pair.slice(0, cut).trim(), readTarget(pair.slice(cut + 1).trim())];
    }),
  );
}

async function tenantOf(store: Store, code: string | undefined): Promise<number> {
  if (code === undefined) return 1;
  const row = await store.db.selectFrom("tenants").select("id").where("code", "=", code).executeTakeFirst();
  if (row === undefined) throw new Failure({ "zh-CN": `没有代码为“${code}”的企业。`, en: `There is no organisation “${code}”.` });
  return row.id;
}

function refusal(error: AppError): Failure {
  const places = (locale: "zh-CN" | "en") => error.at.map((fault) => `\n  ${fault.path}: ${fault[locale]}`).join("");
  return new Failure({ "zh-CN": `没有导入。${places("zh-CN")}`, en: `Nothing was imported: ${error.message}${places("en")}` });
}

function told(row: ImportRow): string {
  const lines = (row.format as Recognised).columns.map((column) => {
    const { to, ...rest } = (row.mapping as Mapping).columns[column.name] ?? { to: "ignore" };
    return `  ${column.name} → ${[to, ...Object.values(rest)].join(" ")}`;
  });
  return lines.join("\n");
}

/** A file of answers, in one go. */
export const importCommand: Command = {
  usage: "<file> [--title <name>] [--map <column=meaning,…>] [--day <yyyy-mm-dd>] [--unit <code>] [--organisation <code>]",
  help: {
    "zh-CN":
      "导入 CSV（UTF-8、GB18030，自动识别）或 XLSX 的答卷；列的含义自动识别并列出，--map 可改：\n  nps csat ces comment date:iso|ymd|dmy|mdy|year|year_month|excel rating:要素:1-5 expectation:要素:1-5\n  choice:键 unit touchpoint segment channel customer key weight locale ignore\n没有日期列时用 --day。同一文件再导入一次不会重复；网页的「导入」里可以整批撤销。",
    en: "Brings answers in from CSV (UTF-8 or GB18030, recognised) or XLSX. What the columns mean is recognised and listed; --map changes it:\n  nps csat ces comment date:iso|ymd|dmy|mdy|year|year_month|excel rating:attribute:1-5 expectation:attribute:1-5\n  choice:key unit touchpoint segment channel customer key weight locale ignore\nWithout a date column give --day. The same file again adds nothing; the page “Imports” takes a whole file back.",
  },
  async run(args, around) {
    const { values, words } = readWords(args, ["title", "map", "day", "unit", "organisation"], 1);
    const file = words[0];
    if (file === undefined) throw new Misuse({ "zh-CN": "请写出要导入的文件。", en: "Name the file to import." });
    const columns = readMap(values.map);
    const config = settingsOf(around);
    const { store, close } = await openDatabase(config);
    try {
      const now = () => new Date();
      const desk = {
        tenantId: await tenantOf(store, values.organisation),
        store,
        ingest: createIngest(store),
        ids: createIds(now),
        now,
        config,
        actor: { id: null },
      };
      const row = await importFile(desk, resolve(around.cwd, file), basename(file), (_, suggested) => ({
        ...suggested,
        columns: { ...suggested.columns, ...columns },
        ...(values.title === undefined ? {} : { title: values.title }),
        ...(values.day === undefined ? {} : { defaultDay: values.day }),
        ...(values.unit === undefined ? {} : { defaultUnitCode: values.unit }),
      }));
      around.out(told(row));
      around.out(`读入 ${row.rows_read} 行：新增 ${row.rows_accepted}，已有 ${row.rows_unchanged}，未收 ${row.rows_rejected}`);
      around.out(`${row.rows_read} rows read: ${row.rows_accepted} new, ${row.rows_unchanged} known, ${row.rows_rejected} refused`);
      if (row.rows_rejected > 0) around.out(rejectsPath(desk, row.id));
      if (row.state === "done") return EXIT.done;
      throw new Failure({ "zh-CN": row.error ?? "导入没有完成。", en: row.error ?? "The import did not finish." });
    } catch (error) {
      if (error instanceof AppError) throw refusal(error);
      if (error instanceof Error && "code" in error && error.code === "ENOENT")
        throw new Failure({ "zh-CN": `没有这个文件：${file}`, en: `No such file: ${file}` });
      throw error;
    } finally {
      await close();
    }
  },
};
