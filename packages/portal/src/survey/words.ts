import type { Locale } from "@manyi/core/survey";

const ZH = {
  other: "English",
  dataLink: "数据用途与您的权利",
  stop: "不再问我",
  large: "大字",
  normal: "正常字号",
  purpose: "用途",
  progress: "第 {page} 页，共 {of} 页",
  next: "下一页",
  back: "上一页",
  send: "提交",
  required: "必答",
  atMost: "最多选 {n} 项",
  reason: "为什么问",
  faults: "有 {n} 处需要看一下：",
  more: "根据您的回答，多了一个问题。",
  empty: "还没有答任何一题。答一题再提交，或者直接关闭本页。",
  resumed: "已恢复您上次填写的内容。",
  from: "{min}–{max} 之间的数",
  set: "第 {n} 组，共 {of} 组",
  contact: { name: "称呼", phone: "电话", email: "邮箱" },
  consent: { yes: "同意", no: "不同意" },
  dataClose: "收起",
  dataTerms: ["谁在问", "为了什么", "记录什么", "保存多久", "您的权利", "告知版本"],
  dataKinds: {
    anonymous: "您的答案、日期、语言和所在门店。不记录姓名、号码、设备、网络地址和具体时间。",
    confidential: "您的答案、时间、语言、所在门店和加密的设备标记（只用来发现重复作答），并与您的客户记录相连；门店和主管看不到是谁答的。",
    identified: "您的答案、时间、语言、所在门店和加密的设备标记（只用来发现重复作答），并与您的客户记录相连，便于答复您。",
  },
  dataKept: {
    anonymous: "与其他匿名答案一起用于比较趋势，组织不再需要时删除。匿名答案认不出是谁的，提交后不能单独取出。",
    confidential: "与其他答案一起用于比较趋势，组织不再需要时删除；您可以要求提前删除。",
    identified: "与其他答案一起用于比较趋势，组织不再需要时删除；您可以要求提前删除。",
  },
  dataRights: "不答也不影响您享受的服务。您可以随时停下、不再被问，也可以要求查询、更正或删除与您有关的记录。",
  dataVersion: "告知第 1 版，问卷第 {n} 版",
  heard: "投诉与意见",
  heardMore: "想说别的，或者需要答复，请到「投诉与意见」。",
  offline: "现在没有网络。您的回答已存在这台设备上，联网后自动提交。",
  sending: "正在提交",
  sent: "之前没有发出的回答已经提交。",
  closingBad: "您说的会有人看。",
  closingBadMore: "如果希望我们联系您，可以在下面留下联系方式。",
  callTitle: "要不要我们联系您？",
  callAnonymous: "称呼可以不写真名。联系方式与您的答案分开存放，两者不能对应。",
  callNamed: "称呼可以不写真名，电话和邮箱留一个就行。",
  callAbout: "想让我们知道的事（可不填）",
  callSend: "请联系我",
  callMissing: "请留下电话或邮箱，我们才能联系到您。",
  callDone: "已记下，会有人联系您。",
  stopTitle: "好的，不再问您。",
  stopKnown: "我们已取消您的问卷邀请，之后不会再发给您。",
  stopUnknown: "这一页没有记录您是谁，关掉就可以了。",
  stopBack: "回到问卷",
  closedTitle: "这份问卷已经结束。",
  closedMore: "谢谢您愿意花时间。您的意见仍然可以告诉我们。",
  expiredTitle: "这个链接已经过期。",
  expiredMore: "链接只在一段时间内有效。您的意见仍然可以告诉我们。",
  fullTitle: "这份问卷已经收满。",
  fullMore: "需要的人数已经够了。您的意见仍然可以告诉我们。",
  screenedTitle: "谢谢您愿意回答。",
  screenedMore:
    "这一次，与您情况相近的顾客已经有足够多人回答了，所以不再请您作答。这与您怎么评价我们无关；您想说的任何话，都可以从这里告诉我们。",
  screenedKept: "您刚才填写的内容没有保存，最多只留下与名额有关的选项（例如年龄）。",
  usedTitle: "您已经答过了，谢谢。",
  usedMore: "这个链接只能用一次。如果想补充，请用下面的办法。",
  wrongTitle: "没有找到这份问卷。",
  wrongMore: "链接可能不完整，请重新扫码，或核对收到的地址。",
  busyTitle: "现在提交的人太多，请稍等几秒再试。",
  busyMore: "您的回答还在这一页上，没有丢失。返回上一页，再按一次提交。",
  pretestNote: "试答：您的回答不计入任何结果，不记录姓名和联系方式，只记每题用了多久。",
  pretestRemark: "这一题哪里看不懂、不好答、答不了？（可不填）",
  pretestDone: "试答到此结束，谢谢您帮我们把问卷改好。",
} as const;

type Words<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends readonly string[] ? readonly string[] : Words<T[K]>;
};

const EN: Words<typeof ZH> = {
  other: "中文",
  dataLink: "Data use and your rights",
  stop: "Don’t ask me again",
  large: "Larger type",
  normal: "Normal type",
  purpose: "Purpose",
  progress: "Page {page} of {of}",
  next: "Next",
  back: "Back",
  send: "Send",
  required: "required",
  atMost: "Choose {n} at most",
  reason: "Why we ask",
  faults: "{n} to look at:",
  more: "Your answer brings up one more question.",
  empty: "Nothing is answered yet. Answer one question and send, or just close this page.",
  resumed: "What you filled in before is here again.",
  from: "a number from {min} to {max}",
  set: "Set {n} of {of}",
  contact: { name: "What to call you", phone: "Telephone", email: "E-mail" },
  consent: { yes: "I agree", no: "I don’t agree" },
  dataClose: "Close",
  dataTerms: ["Who asks", "What for", "What is kept", "How long", "Your rights", "Notice"],
  dataKinds: {
    anonymous: "Your answers, the day, the language and the place. No name, number, device, network address or exact time.",
    confidential:
      "Your answers, the time, the language, the place and a coded mark of the device (only to find repeated answers), kept with your customer record; staff and managers cannot see who answered.",
    identified:
      "Your answers, the time, the language, the place and a coded mark of the device (only to find repeated answers), kept with your customer record so that we can answer you.",
  },
  dataKept: {
    anonymous:
      "With other anonymous answers, to compare over time, until no longer needed. Nobody can tell which answer is yours, so it cannot be taken out singly.",
    confidential: "With other answers, to compare over time, until no longer needed; you can ask for earlier deletion.",
    identified: "With other answers, to compare over time, until no longer needed; you can ask for earlier deletion.",
  },
  dataRights:
    "Not answering changes nothing about the service you get. Stop at any time, ask never to be asked again, or ask to see, correct or delete what we hold about you.",
  dataVersion: "Notice 1, survey version {n}",
  heard: "Complaints and ideas",
  heardMore: "To say something else, or to get a reply, use “Complaints and ideas”.",
  offline: "You are offline. Your answer is kept on this device and goes out when you are back online.",
  sending: "Sending",
  sent: "The answer that was waiting has been sent.",
  closingBad: "Somebody will read what you said.",
  closingBadMore: "If you would like us to contact you, leave a way to reach you below.",
  callTitle: "Would you like us to contact you?",
  callAnonymous: "You need not give your real name. Your contact details are stored apart from your answer; the two cannot be matched.",
  callNamed: "You need not give your real name; a telephone number or an e-mail address is enough.",
  callAbout: "What we should know (optional)",
  callSend: "Contact me",
  callMissing: "Leave a telephone number or an e-mail address so that we can reach you.",
  callDone: "Noted. Somebody will contact you.",
  stopTitle: "All right, we won’t ask you again.",
  stopKnown: "Your survey invitations are cancelled; no more will be sent.",
  stopUnknown: "This page does not know who you are; just close it.",
  stopBack: "Back to the survey",
  closedTitle: "This survey has closed.",
  closedMore: "Thank you for being willing to answer. You can still tell us what you think.",
  expiredTitle: "This link has expired.",
  expiredMore: "Links are valid for a limited time. You can still tell us what you think.",
  fullTitle: "This survey is full.",
  fullMore: "Enough people have answered. You can still tell us what you think.",
  screenedTitle: "Thank you for being willing to answer.",
  screenedMore:
    "This time enough customers in a situation like yours have answered already, so we won’t take up your time. It has nothing to do with how you rate us; whatever you would like to say, tell us here.",
  screenedKept: "What you have just filled in was not kept, except perhaps a choice that decides the places, such as your age.",
  usedTitle: "You have already answered. Thank you.",
  usedMore: "This link works once. To add something, use the way below.",
  wrongTitle: "There is no such survey.",
  wrongMore: "The link may be incomplete. Scan the code again or check the address you were given.",
  busyTitle: "Many people are sending right now. Wait a few seconds.",
  busyMore: "Your answers are still on the page. Go back and press Send again.",
  pretestNote: "Pretest: your answers count in no result. No name or contact is kept, only how long each question took.",
  pretestRemark: "Was anything here unclear, hard or impossible to answer? (optional)",
  pretestDone: "That was the pretest. Thank you for helping to improve the survey.",
};

export type SurveyWords = Words<typeof ZH>;

/** Everything the page says in one language. */
export function wordsOf(locale: Locale): SurveyWords {
  return locale === "zh-CN" ? ZH : EN;
}

/**
 * Puts values into a sentence.
 *
 * @example
 * fill("Page {page} of {of}", { page: 1, of: 2 }) // => "Page 1 of 2"
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
