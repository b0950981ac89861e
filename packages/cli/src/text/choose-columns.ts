import { type ColumnReading, readColumns } from "@manyi/core/analysis";
import { type DateFormat, guessDateFormat, readNumber, readWhole } from "@manyi/core/tabular";
import type { ScoreScale } from "@manyi/core/text";
import { Misuse } from "../command.js";

/** Columns that a person named. */
export interface ToldColumns {
  readonly column?: string;
  readonly date?: string;
  /** A name, or `name:nps`, or `name:1-5`. */
  readonly score?: string;
  readonly group?: string;
}

type Chosen = { readonly name: string; readonly at: number; readonly isTold: boolean };

/** Which columns are read as what. */
export interface ChosenColumns {
  readonly comment: Chosen;
  readonly date: (Chosen & { readonly format: DateFormat }) | null;
  readonly score: (Chosen & { readonly scale: ScoreScale }) | null;
  readonly group: Chosen | null;
}

/** A score as people write it: a number, perhaps with 分 or stars behind it. */
export function readScore(cell: string): number | null {
  return readWhole(cell) ?? readNumber(cell);
}

/**
 * Picks the columns of a table of comments; what a person named comes first.
 *
 * @throws {Misuse} when a named column does not exist or cannot be read so, or no column holds comments
 */
export function chooseColumns(names: readonly string[], rows: readonly (readonly string[])[], told: ToldColumns): ChosenColumns {
  const readings = readColumns(names, rows);
  const [scoreName, scaleText] = scoreTold(told.score, names);
  for (const name of [told.column, told.date, scoreName, told.group])
    if (name !== undefined && !names.includes(name)) throw unknown(name, names);
  const comment = chosenComment(names, rows, readings, told.column);
  const pick = (name: string | undefined, guess: ColumnReading | undefined): Chosen | null => {
    const found = name ?? guess?.name;
    return found === undefined || found === comment.name ? null : { name: found, at: names.indexOf(found), isTold: name !== undefined };
  };
  const to = (...targets: string[]) =>
    targets.flatMap((target) => readings.filter((one) => one.target.to === target && one.name !== comment.name)).at(0);
  const date = pick(told.date, to("date"));
  const metric = readings.find(({ target }) => target.to === "metric" && target.metric !== "ces");
  const score = pick(scoreName, metric ?? to("rating"));
  return {
    comment,
    date: date === null ? null : { ...date, format: dateFormat(date, rows) },
    score: score === null ? null : { ...score, scale: scaleOf(score, readings, rows, scaleText) },
    group: pick(told.group, to("unit", "touchpoint", "segment")),
  };
}

function scoreTold(text: string | undefined, names: readonly string[]): [name: string | undefined, scale: string | undefined] {
  if (text === undefined || names.includes(text)) return [text, undefined];
  const cut = text.lastIndexOf(":");
  return cut < 1 ? [text, undefined] : [text.slice(0, cut), text.slice(cut + 1)];
}

function chosenComment(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  readings: readonly ColumnReading[],
  told: string | undefined,
): Chosen {
  if (told !== undefined) return { name: told, at: names.indexOf(told), isTold: true };
  const letters = (at: number) => rows.reduce((sum, row) => sum + ((row[at] ?? "").match(/\p{L}/gu)?.length ?? 0), 0);
  const free = readings.map(({ target }, at) => ({
    at,
    isComment: target.to === "comment",
    length: letters(at) / Math.max(1, rows.length),
  }));
  const best = free
    .filter(({ isComment, length }) => isComment || length >= 8 || names.length === 1)
    .sort((a, b) => b.length - a.length)[0];
  if (best === undefined)
    throw new Misuse({
      "zh-CN": `没有认出哪一列是文字意见，请用 --column 指明。有：${shown(names)}`,
      en: `No column was recognised as comments; name it with --column. There are: ${shown(names)}`,
    });
  return { name: names[best.at]!, at: best.at, isTold: false };
}

function dateFormat({ name, at }: Chosen, rows: readonly (readonly string[])[]): DateFormat {
  const format = guessDateFormat(
    rows
      .map((row) => row[at] ?? "")
      .filter((cell) => cell.trim() !== "")
      .slice(0, 200),
    name,
  );
  if (format !== null) return format;
  throw new Misuse({ "zh-CN": `“${name}”这一列读不成日期。`, en: `The column “${name}” cannot be read as dates.` });
}

function scaleOf(
  { name, at }: Chosen,
  readings: readonly ColumnReading[],
  rows: readonly (readonly string[])[],
  told: string | undefined,
): ScoreScale {
  if (told === "nps") return { kind: "nps", min: 0, max: 10 };
  const range = /^(-?\d+)-(\d+)$/.exec(told ?? "");
  if (told !== undefined && (range === null || !(Number(range[1]) < Number(range[2]))))
    throw new Misuse({ "zh-CN": `--score 后面写 :nps 或 :1-5，这里是“${told}”。`, en: `After --score write :nps or :1-5, not “${told}”.` });
  if (range !== null) return { kind: "mean", min: Number(range[1]), max: Number(range[2]) };
  const target = readings.find((one) => one.name === name)?.target;
  if (target?.to === "metric" && target.metric === "nps") return { kind: "nps", min: 0, max: 10 };
  if (target?.to === "metric") return { kind: "mean", min: 1, max: target.metric === "csat" ? 5 : 7 };
  if (target?.to === "rating") return { kind: "mean", min: target.min, max: target.max };
  const scores = rows.map((row) => readScore(row[at] ?? "")).filter((score) => score !== null);
  const [min, max] = [Math.min(...scores), Math.max(...scores)];
  if (!(min < max)) throw new Misuse({ "zh-CN": `“${name}”这一列没有可用的评分。`, en: `The column “${name}” holds no scores.` });
  return { kind: "mean", min: min === 0 ? 0 : Math.min(1, min), max: max <= 5 ? 5 : max <= 10 ? 10 : max };
}

function unknown(name: string, names: readonly string[]): Misuse {
  return new Misuse({
    "zh-CN": `文件里没有“${name}”这一列。有：${shown(names)}`,
    en: `The file has no column “${name}”. It has: ${shown(names)}`,
  });
}

const shown = (names: readonly string[]) => names.slice(0, 12).join(", ") + (names.length > 12 ? " …" : "");
