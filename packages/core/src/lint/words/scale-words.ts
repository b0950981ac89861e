/** What a closed list of answers measures. */
export type LabelKind =
  | "satisfaction"
  | "quality"
  | "agreement"
  | "likelihood"
  | "importance"
  | "ease"
  | "frequency"
  | "extent"
  | "yes_no"
  | "number";

/** Words that stand for the good (+) and the bad (−) side of each kind, in Chinese; degree words are stripped before. */
export const zhScaleWords: readonly (readonly [kind: LabelKind, good: RegExp, bad: RegExp])[] = [
  ["satisfaction", /满意|喜欢|开心|高兴|愉快/, /失望|讨厌|不满$|生气|糟心/],
  ["agreement", /同意|赞同|赞成|认同|符合|支持/, /反对/],
  ["likelihood", /可能|愿意|推荐|会再来|会$/, /拒绝/],
  ["importance", /重要|在意|看重/, /无所谓的$/],
  ["ease", /容易|简单|方便|轻松|便捷|顺利/, /困难|难$|复杂|麻烦|费力/],
  [
    "quality",
    /好$|不错|优秀|优$|优质|良好|良$|棒|出色|卓越|快$|迅速|及时|干净|清楚|清晰|友好|热情|专业|合理|便宜|划算|完美|理想|提升|改善|变好|周到|舒适|耐心|安全|新鲜|值$/,
    /差$|糟糕|恶劣|慢$|脏|模糊|冷淡|贵$|变差|下降|退步|拖延|糟$|敷衍|难吃|危险|不值$/,
  ],
];

/** The same in English. */
export const enScaleWords: readonly (readonly [kind: LabelKind, good: RegExp, bad: RegExp])[] = [
  [
    "satisfaction",
    /\bsatisfied|happy|pleased|delighted|enjoyed|love(?:d)?\b|like(?:d)?\b/,
    /dissatisfied|unhappy|displeased|disappointed|hated?|dislike/,
  ],
  ["agreement", /\bagree/, /disagree/],
  ["likelihood", /\blikely|\bprobably\b|\bdefinitely\b|\bwould\b/, /unlikely|would not|wouldn't|probably not|definitely not/],
  ["importance", /\bimportant/, /unimportant/],
  ["ease", /\beasy|simple|effortless/, /difficult|hard|complicated/],
  [
    "quality",
    /excellent|outstanding|superb|great|good|amazing|fantastic|fast|quick|helpful|friendly|clean|clear|better|above|professional|comfortable|fresh|reasonable|safe|exceeded|perfect|wonderful|cheap|polite/,
    /poor|bad|terrible|awful|slow|unhelpful|unfriendly|dirty|unclear|worse|below|rude|uncomfortable|unreasonable|unsafe|disappointing|expensive|horrible|worst/,
  ],
];

/** How often something happens. */
export const frequencyWords =
  /^(?:从不|从未|从来没有|几乎(?:不|从不)|很少|偶尔|有时|有时候|经常|常常|总是|一直|每次|每天|每日|每周|每月|每季度?|每年|半年|第一次|首次|不定期)|[每一两三\d]+(?:天|周|个?月|年)[一二两三\d\-~至到]+次|次\/|^(?:never|rarely|seldom|hardly ever|occasionally|sometimes|often|usually|frequently|always|daily|weekly|monthly|quarterly|yearly|annually|every |once |twice |several times|\d+ times? (?:a|per) |first time|less (?:often|than once)|about once|more than once)/i;

/** How far something is true. */
export const extentWords =
  /^(?:完全(?:没有|不)?|部分|基本|大部分|全部|一点也不|一点都不|有一点|not at all|a little|slightly|somewhat|moderately|a lot|a great deal|completely|partly|partially|to some extent|extremely|very much)$/i;
