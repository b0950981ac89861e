import type { Span } from "../spans.js";
import type { LintLocale } from "../types.js";

/** Capital letters that customers know and use. */
const knownLetters = new Set(
  "APP VIP WIFI ATM SPA KTV SUV PC TV USB DVD CD GPS AI QQ ETC CT SIM SMS PDF ID OK LED DIY CEO HR IT DJ EMS ICU IMAX MV POS FM AM PM UK US USA EU BBQ FAQ FAQS Q ASAP NBA PE PVC UV GB MB TB KG CM MM KM HD MPV EV DNA MRI IQ EQ BBC CCTV UPS DHL SF JD KFC B A C D N VAT PIN RSVP TBC DOB BMI GP NHS ABC QR RMB USD CNY EUR GBP HK NFC PS XL XXL XS S M L BRT MBA PHD GDP TOEFL IELTS SOS VR LCD NO YES NOT AND OR THE WE YOU".split(
    " ",
  ),
);
const zhJargon =
  /赋能|闭环|抓手|颗粒度|全链路|链路|触达|私域|公域|心智|复盘|对齐(?!方式)|打通|中台|痛点|转化率|留存率?|拉新|促活|裂变|用户画像|画像|底层逻辑|方法论|迭代|埋点|漏斗|客单价|复购率|履约|动销|坪效|人效|触点|全渠道|数字化转型|降本增效|峰终|净推荐值|李克特|信度|效度|归因|场景化|去中心化|云原生|微服务|时延|丢包|吞吐量?|鉴权|灰度|回滚|前端|后端|并发|渲染|固件|冗余|容灾|敞口|久期|头寸|对冲|穿透式|授信|贴现|结构性存款|净值型|依从性|预后|介入治疗|靶向|循证|分诊制|SaaS|PaaS|IaaS|DevOps|首呼解决|一次解决率|工单流转|坐席|话务|服务水平协议|服务蓝图|客诉率|平效|翻台率|库存周转|供应链协同|价值主张|护城河|飞轮|长尾|下沉市场|增量|存量|站位|组合拳|壁垒|生命周期价值|全生命周期|端到端|智慧化转型|顶层设计|交互范式|沉浸式交互|多端协同|弹性扩容|柔性供应链|敏捷交付|交付件|里程碑评审|验收基线|解耦|耦合|低代码|边缘计算|算法推荐机制|会话机器人意图识别|意图识别|知识图谱|非标品|白标|大促蓄水|种草转化|人货场|心智占领|UI\/UX|O2O|B2B|B2C|D2C|C端|B端|G端|T\+\d|LTV|尽调|费率结构|承保|理赔时效指标|免赔额|出险|核保|保全服务|等保|对账差异|清分|备付金/;
const enJargon =
  /\b(?:omni-?channel|orchestrat\w+|synerg\w+|leverag(?:e|ing|ed)|touch-?points?|churn|value[- ]props?|value propositions?|stakeholders?|paradigms?|holistic(?:ally)?|granular(?:ity)?|deep[- ]dives?|low-hanging|best-of-breed|end-to-end|frictionless|actionable|ideation|gamif\w+|customer journeys?|pain[- ]points?|go-to-market|up-?sell\w*|cross-?sell\w*|attrition|last-mile|first[- ](?:call|contact) resolution|ticket deflection|provision(?:ing|ed)|latency|throughput|multi-tenant|middleware|back-?end|front-?end|idempot\w+|containeri[sz]\w+|micro-?services?|formulary|amorti[sz]ation|fiduciary|utili[sz]ation|scalab\w+|interoperab\w+|extensib\w+|heuristics?|taxonom\w+|telemetry|data lake|liquidity|escrow|underwrit\w+|collateral|tranche|comorbid\w+|contraindicat\w+|triage|agile sprints?|sprints?|backlog|north star|ecosystems?|hyper-?personali[sz]\w+|personali[sz]ation engine|growth[- ]hack\w*|deliverables?|bandwidth|alignment|empower\w*|disruptive|verticals?|core competenc\w+|operationali[sz]\w+|monetis\w+|monetiz\w+|dunning|SaaS|PaaS|DevOps|CI\/CD|failover|redundancy|asynchronous|authentication protocol|encryption protocol|API endpoints?|webhooks?|payloads?|schema|refactor\w*|regression|robo-?advis\w+|basis points?|deductible accumulat\w+|self-?service deflection|NPS driver|sentiment analysis|intent recognition|knowledge graph|SKU rationali[sz]ation|fulfil+ment SLAs?|turnaround KPIs?|white-?label\w*|mission-critical|thought leadership|scrum|lean six sigma|six sigma|cadence|learnings|solutioning|productiz\w+|verticali[sz]\w+)\b/i;

/** One trade word and where it stands. */
export interface Jargon {
  readonly word: string;
  readonly span: Span;
}

/**
 * Trade words and unexplained capital letters in a text, in reading order; an explanation in brackets is accepted.
 *
 * @example
 * jargonIn("How do you rate our SSO?", "en") // => [{ word: "SSO", span: [20, 23] }]
 */
export function jargonIn(text: string, locale: LintLocale): Jargon[] {
  const found: Jargon[] = [];
  const words = new RegExp((locale === "zh-CN" ? zhJargon : enJargon).source, locale === "zh-CN" ? "g" : "gi");
  for (const match of text.matchAll(words)) found.push({ word: match[0], span: [match.index, match.index + match[0].length] });
  for (const match of text.matchAll(/(?<![A-Za-z\d&-])[A-Z][A-Z\d&]{1,6}s?(?![A-Za-z\d])/g)) {
    const word = match[0];
    const letters = word.replace(/s$/, "").toUpperCase();
    const isShouting = locale === "en" && text.replace(/[^A-Za-z]/g, "") === text.replace(/[^A-Za-z]/g, "").toUpperCase();
    const end = match.index + word.length;
    const isExplained =
      /^\s*[（(]\s*(?=[\p{Script=Han}a-z])[^）)]{3,}/iu.test(text.slice(end)) ||
      (/[（(]\s*$/.test(text.slice(0, match.index)) && /^\s*[）)]/.test(text.slice(end)));
    if (knownLetters.has(letters) || knownLetters.has(word) || isShouting || isExplained || /^\d|^[A-Z]\d+$|^\d/.test(word)) continue;
    if (!found.some(({ span }) => span[0] < end && match.index < span[1])) found.push({ word, span: [match.index, end] });
  }
  return found.sort((a, b) => a.span[0] - b.span[0]);
}
