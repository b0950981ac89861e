/** What a comment may ask for beyond its topic. */
export type SignalKind = "safety" | "urgency" | "churn" | "legal" | "anger" | "joy" | "worry" | "thanks";

/** Patterns per language; `calm` takes a find back ("不着急"). Data written for this product. */
export interface SignalWords {
  readonly kind: SignalKind;
  readonly zh: RegExp;
  readonly en: RegExp;
  readonly zhCalm?: RegExp;
  readonly enCalm?: RegExp;
}

export const signalWords: readonly SignalWords[] = [
  {
    kind: "safety",
    zh: /受伤|烫伤|划伤|割伤|摔(?:倒|伤|跤)|骨折|流血|出血|触电|漏电|着火|起火|冒烟|爆炸|燃气泄漏|煤气|中毒|过敏|拉肚子|腹泻|呕吐|食物中毒|送医院|进医院|急诊|住院|救护车|异物|玻璃(?:渣|碎)|(?:吃|喝|汤|饭|菜|面|粥|肉)[^,，。!！?？]{0,6}玻璃(?![桌杯门窗房墙瓶罩栈])|刹车失灵|失控|自燃|安全隐患|人身安全|危险|猥亵|骚扰|威胁|殴打|打人|晕倒|窒息|噎(?:着|住)|被困|电梯(?:坠|困)|虫子|蟑螂|老鼠/g,
    zhCalm: /(?:没有?|无|不|避免|防止|预防|没发现|远离)[^,，。!！?？]{0,6}$/,
    en: /\b(?:injur(?:y|ed|ies)|burn(?:ed|t) (?:my|his|her|me|hand|mouth|arm)|cut (?:my|his|her)|bleed(?:ing)?|broke (?:my|his|her) (?:arm|leg|wrist|ankle|tooth)|electric shock|electrocuted|short[- ]circuit|caught fire|on fire|smok(?:e|ing) (?:came|coming|from)|explod(?:e|ed)|gas leak|food poisoning|got sick|threw up|vomit(?:ed|ing)?|allergic reaction|hospital|emergency room|ambulance|glass in|metal in|brake(?:s)? failed|unsafe|dangerous|hazard|assault(?:ed)?|harass(?:ed|ment)?|threaten(?:ed)?|chok(?:ed|ing)|fainted|trapped|slipped and|fell (?:down|and)|cockroach|roaches|rats?)\b/g,
    enCalm: /\b(?:no|not|never|without|avoid|prevent)(?: \w+){0,3} $/,
  },
  {
    kind: "urgency",
    zh: /急(?:用|需|等|死|着用)|着急|紧急|尽快|马上(?:处理|解决|回复|联系|退|给)|立刻|立即|今天之内|今天必须|赶紧|加急|火速|等不及|来不及|迫在眉睫|在线等|速(?:回|处理|退|联系)|催了|截止/g,
    zhCalm: /(?:不|没|别|无需|不用)(?:太|那么|需要)?$/,
    en: /\b(?:urgent(?:ly)?|asap|as soon as possible|immediately|right (?:now|away)|emergency|today please|need (?:it|this|help) (?:now|today|by)|deadline|time[- ]sensitive|running out of time|can(?:'t|not) wait any longer)\b/g,
    enCalm: /\b(?:not|no|never|isn't)(?: \w+){0,2} $/,
  },
  {
    kind: "churn",
    zh: /再也不(?:来|买|用|去|点|订|会)?|不会再(?:来|买|用|去|点|订|光顾)?|以后不(?:来|买|用|会|去)|最后一次|换(?:一)?家|换(?:别|其他|其它)的?|去别家|退订|注销|销户|取消(?:会员|订阅|合同|套餐|续费)|不(?:再|打算|想|会)?续(?:费|约|签|订)|终止(?:合同|合作)|解约|转网|携号转网|卸载|拉黑|脱粉|弃坑|粉转黑|转(?:到|用)(?:别|其他|竞)|没有下次|没下次/g,
    zhCalm: /(?:不会|没有|不想|别)$/,
    en: /\b(?:never (?:again|buying|using|coming|returning|going back|fly(?:ing)?|order(?:ing)?)|won't be (?:back|returning|renewing)|will not (?:be back|return|renew)|last time|cancel(?:l?ing|l?ed)? (?:my|our|the) (?:account|subscription|membership|contract|service|plan)|clos(?:e|ing) (?:my|our) account|switch(?:ing|ed)? to|switch(?:ing)? (?:provider|bank|carrier)s?|taking (?:my|our) business elsewhere|going elsewhere|go elsewhere|leaving for|not renew(?:ing)?|unsubscrib(?:e|ed|ing)|uninstall(?:ed|ing)?|looking for (?:an alternative|alternatives|another)|done with (?:you|this|them)|lost a customer|look elsewhere)\b/g,
  },
  {
    kind: "legal",
    zh: /12315|消协|消费者协会|市场监管|工商局|投诉到|曝光|媒体|记者|律师|律师函|起诉|告(?:你们|上法)|法院|报警|警察|仲裁|索赔|维权|银保监|金融监管|网信办|举报|诈骗/g,
    en: /\b(?:lawyer|attorney|lawsuit|sue|suing|legal action|court|police|ombudsman|regulator|trading standards|consumer protection|better business bureau|bbb|report(?:ed|ing)? you to|go(?:ing)? public|the (?:press|media)|small claims|chargeback|fraud)\b/g,
  },
  {
    kind: "anger",
    zh: /气(?:死|炸|愤)|愤怒|火大|恼火|忍无可忍|太过分|欺人太甚|无耻|垃圾|什么玩意|滚|骗子|坑人|恶心|岂有此理|[!！]{3,}/g,
    en: /\b(?:furious|outraged?|livid|disgust(?:ed|ing)|unacceptable|ridiculous|shame on|fed up|sick of|angry|infuriat(?:ed|ing)|disgrace(?:ful)?|liars?|thieves|scam(?:mers)?)\b|!{3,}/g,
  },
  {
    kind: "joy",
    zh: /惊喜|感动|开心|高兴|幸福|太(?:好|棒|赞)了|爱了|激动|赞不绝口|暖心/g,
    en: /\b(?:delighted|thrilled|over the moon|made my day|so happy|love (?:it|this)|amazing|wonderful|overjoyed|touched)\b/g,
  },
  {
    kind: "worry",
    zh: /担心|担忧|害怕|不放心|焦虑|怕(?:会|是|出)|忐忑|不安|心慌/g,
    zhCalm: /(?:不|没|不用|不必|无需|别)$/,
    en: /\b(?:worried|worry|concerned|anxious|afraid|scared|nervous|uneasy)\b/g,
    enCalm: /\b(?:not|no|never|don't|wasn't)(?: \w+){0,2} $/,
  },
  {
    kind: "thanks",
    zh: /感谢|谢谢|多谢|感激|辛苦了|致谢/g,
    zhCalm: /不(?:用|必)?$/,
    en: /\b(?:thank(?:s| you)|grateful|appreciate(?:d)?|kudos|hats off)\b/g,
    enCalm: /\bno $/,
  },
];
