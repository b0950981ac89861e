import type { QuotaChoice, WantedQuotas } from "@manyi/contracts";
import { type QuotaDimension, type QuotaRefusal, quotaRefusal } from "@manyi/core/quotas";
import type { SurveyDefinition } from "@manyi/core/survey";
import { AppError } from "../../platform/errors.js";
import type { CellRow } from "./queries.js";

type Wanted = WantedQuotas["quotas"][number];

const REFUSED: Readonly<Record<QuotaRefusal, readonly [zh: string, en: string]>> = {
  outcome: [
    "不能按满意程度设配额：满了的格子会把不满意的顾客挡在外面，而不满意的人必须总能说话",
    "No quota on how satisfied somebody is: a full cell would turn unhappy customers away, and whoever is unhappy must always be heard",
  ],
  after_outcome: [
    "这一题只问打了某些分的顾客，按它设配额等于按分数挡人",
    "This question is only asked after certain scores; a quota on it would turn people away by their score",
  ],
  not_closed: ["配额只能用单选题的答案", "A quota needs the answers to a single-choice question"],
  missing: ["已发布的问卷里没有这一题", "The published survey has no such question"],
};

/**
 * Refuses what cannot or must not be a quota, each in words at its place.
 *
 * @param known cells the survey has
 * @throws {AppError} INVALID_INPUT
 */
export function checkQuotas(
  wanted: readonly Wanted[],
  { definition, choices, known }: { definition: SurveyDefinition; choices: readonly QuotaChoice[]; known: readonly CellRow[] },
): void {
  wanted.forEach((quota, i) => {
    const path = `body.quotas[${i}]`;
    const stored = quota.id === undefined ? [] : known.filter(({ quota_id, is_removed }) => quota_id === quota.id && !is_removed);
    if (quota.id !== undefined && (stored.length === 0 || !isSame(stored[0]!.dimensions, quota.dimensions)))
      refuse(path, "这个配额已经变了，请重新打开本页", "This quota has changed; open the page again");
    quota.dimensions.forEach((by, j) => {
      if (quota.dimensions.findIndex((other) => isSame(other, by)) !== j)
        refuse(path, "同一个维度写了两次", "The same dimension stands twice");
      const why = by.kind === "answer" ? quotaRefusal(definition, by.question) : null;
      // a question that has gone from the survey may stay where it is: nobody is turned away by it any more
      if (why !== null && !(why === "missing" && stored.length > 0)) refuse(`${path}.dimensions[${j}]`, ...REFUSED[why]);
    });
    quota.cells.forEach((cell, j) => {
      const before = cell.id === undefined ? null : stored.find(({ id }) => id === cell.id);
      checkCell(`${path}.cells[${j}]`, quota, j, before, choices);
    });
    checkUnits(path, quota, choices);
  });
}

function checkCell(path: string, quota: Wanted, place: number, stored: CellRow | null | undefined, choices: readonly QuotaChoice[]): void {
  const { levels } = quota.cells[place]!;
  if (stored === undefined || (stored !== null && !isSame(stored.levels, levels)))
    refuse(path, "这个格子已经变了，请重新打开本页", "This cell has changed; open the page again");
  if (levels.length !== quota.dimensions.length) refuse(path, "每个维度要有一层", "A cell needs one level of each dimension");
  if (quota.cells.findIndex((other) => isSame(other.levels, levels)) !== place)
    refuse(path, "同一个格子写了两次", "The same cell stands twice");
  if (stored !== null) return;
  levels.forEach((level, i) => {
    const choice = choiceOf(choices, quota.dimensions[i]!);
    if (choice?.levels.some((one) => one.level === level) !== true) refuse(path, `没有「${level}」这一层`, `There is no level “${level}”`);
  });
}

/** Whoever answers in a store would fall into two cells of one quota. */
function checkUnits(path: string, quota: Wanted, choices: readonly QuotaChoice[]): void {
  const place = quota.dimensions.findIndex(({ kind }) => kind === "unit");
  if (place < 0) return;
  const parents = new Map(choiceOf(choices, { kind: "unit" })?.levels.map(({ level, parent }) => [level, parent]));
  const chosen = new Set(quota.cells.map(({ levels }) => levels[place]!));
  for (const level of chosen) {
    for (let above = parents.get(level) ?? null; above !== null; above = parents.get(above) ?? null) {
      if (chosen.has(above)) refuse(path, "一个配额里，单元不能既写上级又写它的下级", "One quota cannot hold a unit and one below it");
    }
  }
}

function choiceOf(choices: readonly QuotaChoice[], dimension: QuotaDimension): QuotaChoice | undefined {
  return choices.find((one) => isSame(one.dimension, dimension));
}

/** Equal as values, whatever the order of their names. */
function isSame(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => (Array.isArray(value) ? value.map(spell) : spell(value));
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function spell(value: unknown): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value;
}

function refuse(path: string, zh: string, en: string): never {
  throw new AppError("INVALID_INPUT", [{ path, "zh-CN": zh, en }]);
}
