import type { Finding, PeriodLength } from "@manyi/core/analysis";
import { count, difference, differenceRange, figure, type Locale, label, list, range, share } from "./figures.js";

const METRIC: Readonly<Record<string, string>> = { nps: "NPS", percent: "", mean: "" };

/** More names than this are no answer to "which one". */
const MANY = 4;

/** A period by its first day: `2024`, `2024 Q2`, `2024-05`, or the week's first day. */
export function periodName(start: string, length: PeriodLength, locale: Locale): string {
  if (length === "year") return locale === "en" ? start.slice(0, 4) : `${start.slice(0, 4)} 年`;
  if (length === "quarter") return `${start.slice(0, 4)} Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;
  if (length === "month") return start.slice(0, 7);
  return locale === "en" ? `week of ${start}` : `${start} 起一周`;
}

/** One finding as a sentence. Correlation is never worded as cause. */
export function findingSentence(finding: Finding, locale: Locale): string {
  // full-width brackets bring their own space
  return locale === "en"
    ? english(finding)
    : chinese(finding)
        .replace(/([」）]) /g, "$1")
        .replace(/ ([「（])/g, "$1");
}

function named(column: string, unit: string, locale: Locale): string {
  const quoted = locale === "en" ? `“${label(column)}”` : `「${label(column)}」`;
  return METRIC[unit] === "NPS" ? (locale === "en" ? `NPS (${label(column)})` : `NPS（${label(column)}）`) : quoted;
}

function steadyZh({ isSteady }: { readonly isSteady: boolean }): string {
  return isSteady ? "" : "（归区还不稳）";
}

function steadyEn({ isSteady }: { readonly isSteady: boolean }): string {
  return isSteady ? "" : " (not yet steady)";
}

function chinese(finding: Finding): string {
  const zh = "zh-CN";
  switch (finding.code) {
    case "HEADLINE": {
      const { column, unit, estimate } = finding;
      const what = unit === "percent" ? "满意（4–5 分）的占" : unit === "mean" ? "平均" : "为";
      return `${named(column, unit, zh)} ${what} ${figure(unit, estimate.value)}（95% 区间 ${range(unit, estimate.interval, zh)}，n ${count(estimate.n)}）。`;
    }
    case "CHANGED": {
      const { column, unit, from, to, length, interval } = finding;
      const way = finding.difference > 0 ? "上升" : "下降";
      return `${named(column, unit, zh)} 从 ${periodName(from, length, zh)}到 ${periodName(to, length, zh)}${way}：${difference(unit, finding.difference, zh)}（区间 ${differenceRange(unit, interval, zh)}）。`;
    }
    case "UNCHANGED":
      return `从 ${periodName(finding.from, finding.length, zh)}到 ${periodName(finding.to, finding.length, zh)}，检验的 ${finding.compared} 项都无显著变化。`;
    case "LEADING_DRIVERS":
      if (finding.columns.length > MANY)
        return `与「${label(finding.outcome)}」联系最紧的一组有 ${finding.columns.length} 项，分不出先后：${list(finding.columns.slice(0, MANY), zh)}等（合计解释 ${share(finding.rSquared)} 的差异）。相关不等于因果。`;
      return `与「${label(finding.outcome)}」联系最紧的是${list(finding.columns, zh)}，占各要素可解释部分的 ${share(finding.share)}（合计解释 ${share(finding.rSquared)} 的差异）。相关不等于因果。`;
    case "FIX_FIRST":
      return finding.importance === "derived"
        ? `先看${list(finding.columns, zh)}${steadyZh(finding)}：与「${label(finding.outcome ?? "")}」联系较紧，而评分低于各要素平均。`
        : `先看${list(finding.columns, zh)}${steadyZh(finding)}：客户说更重要，而评分低于各要素平均。`;
    case "DRIVERS_UNRANKED":
      return finding.reason === "SMALL_BASE"
        ? `答全的只有 ${count(finding.n)} 份，少于排名所需的 ${count(finding.needed)} 份：驱动因素只列相关，不排名。要素少些就够：--map 列名=ignore。`
        : `各要素合计只解释「${label(finding.outcome)}」差异的 ${share(finding.rSquared)}，驱动因素不排名。`;
    case "GROUP_DIFFERS": {
      const { column, unit, dimension, category, interval, n } = finding;
      const way = finding.direction === "lower" ? "低于" : "高于";
      return `「${label(dimension)}」为「${category}」的客户，${named(column, unit, zh)} ${way}其余客户：${difference(unit, finding.difference, zh)}（区间 ${differenceRange(unit, interval, zh)}，n ${count(n)}）。`;
    }
    case "NO_GROUP_DIFFERS":
      return `按现有分组，${label(finding.column)} 没有一组与其余客户有显著差别（共检验 ${count(finding.compared)} 项，已校正）。`;
    case "FALLS_SHORT":
      return `「${label(finding.attribute)}」不及期望：感受 ÷ 期望 = ${figure("ratio", finding.ratio)}（区间 ${range("ratio", finding.interval, zh)}，n ${count(finding.n)}）。`;
    case "KANO":
      return `${list(finding.features, zh)}${{ M: "属必备：没有就不满", O: "属期望：有就满意，没有就不满", A: "属魅力：有则惊喜，没有也不怪" }[finding.category]}。`;
    case "KANO_REWORD":
      return `${list(finding.features, zh)}的成对问题有自相矛盾的回答（最多 ${share(finding.share)}），问法需要改。`;
    case "LOWEST_RATED":
      return `评分最低的是「${label(finding.column)}」：平均 ${figure("mean", finding.mean.value)}（区间 ${range("mean", finding.mean.interval, zh)}，n ${count(finding.mean.n)}）${finding.isTie ? `，与「${label(finding.next)}」分不出高低` : ""}。`;
    case "AGAINST_OTHERS":
      return `${list(finding.columns, zh)}与其余评分反向而行，可能是反着问的题；先换算方向，再比较高低（现在的 α 为 ${figure("ratio", finding.alpha)}）。`;
    case "STRAIGHT_LINES":
      return `${figure("percent", finding.share)} 的人各题答得一样（看了 ${count(finding.n)} 份），可能没有认真作答。`;
    case "REPEATS":
      return `有重复：整行相同 ${count(finding.rows)} 行，编号相同 ${count(finding.keys)} 行。请先去重，否则区间会显得过窄。`;
    case "MISSING":
      return `「${label(finding.column)}」有 ${share(finding.share)} 的人没有答${finding.more > 0 ? `，另有 ${finding.more} 列超过三成未答` : ""}；结论只代表答了的人。`;
    case "OUTSIDE":
      return `「${label(finding.column)}」有 ${count(finding.cells)} 格不在 ${finding.min}–${finding.max} 之内，没有计入${finding.more > 0 ? `，另有 ${finding.more} 列类似` : ""}；请核对列的含义。`;
    case "ZERO_ON_SHORT_SCALE":
      return `${list(finding.columns, zh, 3)}是 0–5 分，其中 ${count(finding.cells)} 个 0 按最低分计；如果 0 表示「不适用」，请加 --missing 0。`;
  }
}

function english(finding: Finding): string {
  const en = "en";
  switch (finding.code) {
    case "HEADLINE": {
      const { column, unit, estimate } = finding;
      const what = unit === "percent" ? ": satisfied (4–5) are" : unit === "mean" ? " averages" : " is";
      return `${named(column, unit, en)}${what} ${figure(unit, estimate.value)} (95% interval ${range(unit, estimate.interval, en)}, n ${count(estimate.n)}).`;
    }
    case "CHANGED": {
      const { column, unit, from, to, length, interval } = finding;
      const way = finding.difference > 0 ? "rose" : "fell";
      return `${named(column, unit, en)} ${way} between ${periodName(from, length, en)} and ${periodName(to, length, en)}: ${difference(unit, finding.difference, en)} (interval ${differenceRange(unit, interval, en)}).`;
    }
    case "UNCHANGED":
      return `Between ${periodName(finding.from, finding.length, en)} and ${periodName(finding.to, finding.length, en)} none of the ${finding.compared} figures tested changed significantly.`;
    case "LEADING_DRIVERS":
      if (finding.columns.length > MANY)
        return `${finding.columns.length} ratings go most closely with “${label(finding.outcome)}” and cannot be told apart: ${list(finding.columns, en)} (all ratings explain ${share(finding.rSquared)} of the variation). Correlation is not cause.`;
      return `${list(finding.columns, en)} ${finding.columns.length > 1 ? "go" : "goes"} most closely with “${label(finding.outcome)}”: ${share(finding.share)} of what the ratings explain (together ${share(finding.rSquared)} of the variation). Correlation is not cause.`;
    case "FIX_FIRST":
      return finding.importance === "derived"
        ? `Look first at ${list(finding.columns, en)}: closely tied to “${label(finding.outcome ?? "")}”, yet rated below the average of the attributes${steadyEn(finding)}.`
        : `Look first at ${list(finding.columns, en)}: customers call ${finding.columns.length > 1 ? "them" : "it"} important, yet rate ${finding.columns.length > 1 ? "them" : "it"} below the average of the attributes${steadyEn(finding)}.`;
    case "DRIVERS_UNRANKED":
      return finding.reason === "SMALL_BASE"
        ? `Only ${count(finding.n)} answers are complete, and ranking needs ${count(finding.needed)}: drivers are listed by correlation, not ranked. Fewer ratings need fewer answers: --map column=ignore.`
        : `The ratings together explain only ${share(finding.rSquared)} of the variation in “${label(finding.outcome)}”, so drivers are not ranked.`;
    case "GROUP_DIFFERS": {
      const { column, unit, dimension, category, interval, n } = finding;
      return `Customers with ${label(dimension)} “${category}” are ${finding.direction} than everyone else on ${named(column, unit, en)}: ${difference(unit, finding.difference, en)} (interval ${differenceRange(unit, interval, en)}, n ${count(n)}).`;
    }
    case "NO_GROUP_DIFFERS":
      return `No group differs significantly from everyone else on ${label(finding.column)} (${count(finding.compared)} comparisons, corrected).`;
    case "FALLS_SHORT":
      return `“${label(finding.attribute)}” falls short of expectations: perceived ÷ expected = ${figure("ratio", finding.ratio)} (interval ${range("ratio", finding.interval, en)}, n ${count(finding.n)}).`;
    case "KANO": {
      const be = finding.features.length > 1 ? "are" : "is";
      return `${list(finding.features, en)} ${be} ${{ M: "basic: missing it makes customers unhappy, having it wins nothing", O: "a performance matter: the more the better, and missing it hurts", A: "attractive: having it delights, and nobody misses it" }[finding.category]}.`;
    }
    case "KANO_REWORD":
      return `The paired questions on ${list(finding.features, en)} drew contradictory answers (up to ${share(finding.share)}): reword them.`;
    case "LOWEST_RATED":
      return `“${label(finding.column)}” is rated lowest: mean ${figure("mean", finding.mean.value)} (interval ${range("mean", finding.mean.interval, en)}, n ${count(finding.mean.n)})${finding.isTie ? `, not distinguishable from “${label(finding.next)}”` : ""}.`;
    case "AGAINST_OTHERS":
      return `${list(finding.columns, en)} ${finding.columns.length > 1 ? "run" : "runs"} against the other ratings, perhaps because asked the other way round: turn the scale before comparing levels (α is ${figure("ratio", finding.alpha)} as it stands).`;
    case "STRAIGHT_LINES":
      return `${figure("percent", finding.share)} of people gave the same answer to every rating (${count(finding.n)} looked at); they may not have read the questions.`;
    case "REPEATS":
      return `There are repeats: ${count(finding.rows)} rows equal an earlier one, ${count(finding.keys)} repeat its id. Remove them first, or the intervals look too narrow.`;
    case "MISSING":
      return `${share(finding.share)} did not answer “${label(finding.column)}”${finding.more > 0 ? `, and ${finding.more} more columns are over 30% empty` : ""}; the figures speak for those who did.`;
    case "OUTSIDE":
      return `${count(finding.cells)} cells of “${label(finding.column)}” lie outside ${finding.min}–${finding.max} and are left out${finding.more > 0 ? `; ${finding.more} more columns are alike` : ""}. Check what the column means.`;
    case "ZERO_ON_SHORT_SCALE":
      return `${list(finding.columns, en, 3)} run 0–5, and ${count(finding.cells)} zeros count as the lowest rating; if 0 means “not applicable”, add --missing 0.`;
  }
}
