import type { Contrast, Sides } from "@manyi/core/text";
import { bracketed, count, figure, type Locale, share } from "../analyze/figures.js";
import { bar, textTable, wrapped } from "../analyze/text-table.js";
import type { DigestedFile } from "./digest-file.js";
import { columnRows, contrastSides, effectCells, monthName, qualityRows, scoreUnit, topicNotes } from "./rows.js";
import { TEXT_WORDS } from "./words.js";

/** The digest as lines for a terminal. */
export function terminalDigest(file: DigestedFile, locale: Locale, width = 96): string[] {
  const { digest, title } = file;
  const { sections, phrases, checks } = TEXT_WORDS[locale];
  const head = [
    title,
    `${count(digest.comments)} ${phrases.comments}${digest.rows === digest.comments ? "" : ` · ${count(digest.rows)} ${phrases.rows}`}`,
  ];
  const parts: [string, string[]][] = [
    [
      sections.columns,
      textTable([{ title: "" }, { title: TEXT_WORDS[locale].columns.column, most: 40 }, { title: "" }], columnRows(file, locale)),
    ],
    [sections.topics, topics(file, locale, width)],
    ...digest.contrasts
      .filter(({ by, terms }) => by !== "group" || terms.length > 0)
      .map((contrast): [string, string[]] => [contrastTitle(contrast, locale), words(contrast, locale, width)]),
    [sections.group, alikeGroups(file, locale, width)],
    [sections.emerging, emerging(file, locale, width)],
    [sections.signals, digest.signals.map(({ kind, n }) => `  ${TEXT_WORDS[locale].signals[kind]} ${count(n)}`)],
    [`${sections.personal} · ${checks.personal} ${count(digest.personal.comments)}`, personal(file, locale)],
    [sections.copies, copies(file, locale, width)],
    [`${sections.quotes} · ${phrases.maskedNote}`, quotes(file, locale, width)],
    [
      sections.quality,
      textTable(
        [
          { title: TEXT_WORDS[locale].columns.check, most: 60 },
          { title: TEXT_WORDS[locale].columns.result, most: 90 },
        ],
        qualityRows(file, locale),
      ),
    ],
  ];
  if (digest.comments === 0) return [...head, "", `  ${phrases.noComments}`];
  return [...head, ...parts.flatMap(([name, lines]) => (lines.length === 0 ? [] : ["", `── ${name}`, ...lines]))];
}

/** Sides as a bar of fixed width: bad, neutral, good, uncertain. */
function sidesBar({ bad, neutral, good, uncertain }: Sides, width = 16): string {
  const all = bad + neutral + good + uncertain;
  let from = 0;
  let drawn = 0;
  return [bad, neutral, good, uncertain]
    .map((value, i) => {
      from += value;
      const to = Math.round((from / all) * width);
      const piece = "░▒█·"[i]!.repeat(to - drawn);
      drawn = to;
      return piece;
    })
    .join("");
}

function topics({ digest }: DigestedFile, locale: Locale, width: number): string[] {
  const { columns, phrases } = TEXT_WORDS[locale];
  const unit = scoreUnit(digest);
  const right = (title: string) => ({ title, isRight: true });
  const most = digest.topics[0]?.n ?? 0;
  const rows = digest.topics.map((topic) => {
    const { value, interval, tone } = effectCells(topic, unit, locale);
    return [
      topic.name[locale],
      bar(topic.n, most, 14),
      count(topic.n),
      share(topic.share.value),
      sidesBar(topic.sides),
      share(topic.sides.bad / topic.n),
      tone === "same" || value === "" ? value : `${value} *`,
      interval,
    ];
  });
  const table = textTable(
    [
      { title: columns.topic, most: 24 },
      { title: "" },
      right(columns.n),
      right(columns.share),
      { title: columns.sides },
      right(columns.bad),
      { title: columns.effect, most: 34 },
      { title: columns.interval },
    ],
    rows,
  );
  return digest.topics.length === 0
    ? []
    : [...table, `  ${phrases.sidesKey}`, ...topicNotes(digest, locale).flatMap((note) => wrapped(`  ${note}`, width, "  "))];
}

function contrastTitle(contrast: Contrast, locale: Locale): string {
  const { sections, phrases } = TEXT_WORDS[locale];
  const [own, other] = contrastSides(contrast, locale);
  return `${sections[contrast.by]}：${own} n ${count(contrast.n)} ${phrases.against} ${other} n ${count(contrast.otherN)}`.replace(
    "：",
    locale === "en" ? ": " : "：",
  );
}

/** Groups whose words do not stand out, in one line. */
function alikeGroups({ digest }: DigestedFile, locale: Locale, width: number): string[] {
  const names = digest.contrasts
    .filter(({ by, terms }) => by === "group" && terms.length === 0)
    .map(({ group, n }) => `${group} (n ${count(n)})`);
  return names.length === 0 ? [] : wrapped(`  ${TEXT_WORDS[locale].phrases.noWords} · ${names.join(", ")}`, width, "  ");
}

function words(contrast: Contrast, locale: Locale, width: number): string[] {
  const { columns, phrases } = TEXT_WORDS[locale];
  if (contrast.terms.length === 0) return [`  ${phrases.noWords}`];
  const sides = contrastSides(contrast, locale);
  const blocks = [1, -1].flatMap((sign, side) => {
    const rows = contrast.terms
      .filter(({ logOdds }) => logOdds * sign > 0)
      .slice(0, 12)
      .map(({ term, count: n, otherCount, logOdds, low, high }) => [
        term,
        count(n),
        count(otherCount),
        figure("correlation", Math.abs(logOdds)),
        `${figure("correlation", sign > 0 ? low : -high)}–${figure("correlation", sign > 0 ? high : -low)}`,
      ]);
    if (rows.length === 0) return [];
    const head = [
      { title: `${sides[side]!} ${phrases.saysMore}`, most: 30 },
      { title: sides[0], isRight: true, most: 20 },
      { title: sides[1], isRight: true, most: 20 },
      { title: columns.logOdds, isRight: true },
      { title: columns.interval },
    ];
    return [...(side === 0 ? [] : [""]), ...textTable(head, rows)];
  });
  return [...blocks, ...wrapped(`  ${phrases.wordsNote}`, width, "  ")];
}

function emerging({ digest }: DigestedFile, locale: Locale, width: number): string[] {
  const { phrases, emergingKinds } = TEXT_WORDS[locale];
  if (digest.emerging === null) return [];
  const { found, month } = digest.emerging;
  const names = new Map(digest.topics.map(({ code, name }) => [code, name[locale]]));
  const lines = found.map(
    ({ key, count: n, total, expected, kind }) =>
      `  ${emergingKinds[kind]} · ${names.get(key) ?? key} · ${monthName(month)} ${count(n)} / ${count(total)}${bracketed(`${phrases.expected} ${figure("index", expected)}`, locale)}`,
  );
  return [...(lines.length === 0 ? [`  ${phrases.quiet}`] : lines), ...wrapped(`  ${phrases.falseAlarms}`, width, "  ")];
}

function personal({ digest }: DigestedFile, locale: Locale): string[] {
  return digest.personal.found.length === 0
    ? []
    : [`  ${digest.personal.found.map(({ type, n }) => `${TEXT_WORDS[locale].personal[type]} ${count(n)}`).join(" · ")}`];
}

function copies({ digest: { copies: found } }: DigestedFile, locale: Locale, width: number): string[] {
  const { columns, phrases } = TEXT_WORDS[locale];
  if (found.groups.length === 0) return [];
  const rows = found.groups.map(({ text, n }) => [count(n), text]);
  const note = `${phrases.copiesNote}${found.isCut ? ` · ${phrases.copiesCut}` : ""} · n ${count(found.compared)}`;
  return [
    ...textTable(
      [
        { title: "n", isRight: true },
        { title: columns.text, most: Math.max(40, width - 12) },
      ],
      rows,
    ),
    ...wrapped(`  ${note}`, width, "  "),
  ];
}

/** Long comments are cut in the terminal; the report has them whole. */
function quoted(text: string, locale: Locale): string {
  const short = text.length > 180 ? `${text.slice(0, 179)}…` : text;
  return locale === "en" ? `“${short}”` : `「${short}」`;
}

function quotes({ digest }: DigestedFile, locale: Locale, width: number): string[] {
  const { quoteKinds } = TEXT_WORDS[locale];
  const names = new Map(digest.topics.map(({ code, name }) => [code, name[locale]]));
  return digest.quotes.flatMap(({ text, kind, topics: codes }) =>
    wrapped(`  ${names.get(codes[0]!) ?? ""} · ${quoteKinds[kind]} · ${quoted(text, locale)}`.replace(/\s*\n\s*/g, " "), width, "    "),
  );
}
