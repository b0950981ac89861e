import { z } from "zod";

/** The closed list of refusals. `status` is the HTTP status; both sentences are what a person reads. */
export const ERRORS = {
  INVALID_INPUT: {
    status: 400,
    "zh-CN": "提交的内容有误，请看标出的位置。",
    en: "Something in the request is not right; see the marked place.",
  },
  NOT_SIGNED_IN: { status: 401, "zh-CN": "请先登录。", en: "Sign in first." },
  BAD_SIGNATURE: {
    status: 401,
    "zh-CN": "签名不对：请用来源的密钥对原始内容签名。",
    en: "The signature does not match; sign the raw body with the secret of the source.",
  },
  PAUSED: { status: 503, "zh-CN": "这个来源已暂停接收，请稍后再发。", en: "This source is paused; send again later." },
  SIGN_IN_FAILED: { status: 401, "zh-CN": "邮箱或密码不对。", en: "That e-mail and password do not match." },
  LINK_USED: { status: 410, "zh-CN": "这个一次性链接已经用过或已过期。", en: "This one-time link has been used or has expired." },
  NOT_ALLOWED: { status: 403, "zh-CN": "您的角色不能做这件事。", en: "Your role may not do this." },
  FORGED_REQUEST: {
    status: 403,
    "zh-CN": "请求来源不对，请刷新页面再试。",
    en: "The request did not come from this page; reload and try again.",
  },
  NOT_FOUND: { status: 404, "zh-CN": "没有找到。", en: "Not found." },
  CONFLICT: {
    status: 409,
    "zh-CN": "内容已被别人改过，请先看最新的。",
    en: "Somebody changed this meanwhile; look at the latest version first.",
  },
  ALREADY_EXISTS: { status: 409, "zh-CN": "已经有同名或同编号的了。", en: "One with this name or code exists already." },
  IN_USE: { status: 409, "zh-CN": "还在使用，不能删除。", en: "Still in use; it cannot be removed." },
  LINT_BLOCKED: {
    status: 422,
    "zh-CN": "还有须改的问题，改好或写明理由后才能发布。",
    en: "Some findings must be fixed, or kept with a reason, before publishing.",
  },
  PRETEST_MISSING: {
    status: 422,
    "zh-CN": "发布前请先请至少 5 个人试答，或写明不试答的理由。",
    en: "Before publishing, let at least 5 people try the survey, or say why not.",
  },
  SURVEY_INCOMPLETE: { status: 422, "zh-CN": "问卷还不完整，见列出的问题。", en: "The survey is not complete; see the list." },
  SCALE_MISMATCH: {
    status: 422,
    "zh-CN": "同一指标只能用同一种量表，不能把两种量表平均。",
    en: "One metric has one scale; two scales cannot be averaged.",
  },
  SURVEY_CLOSED: { status: 410, "zh-CN": "这份问卷已经结束。", en: "This survey has closed." },
  INVALID_STATE: { status: 409, "zh-CN": "现在这一步不能这样做。", en: "This step is not possible now." },
  SELF_VERIFICATION: {
    status: 403,
    "zh-CN": "不能验证自己处理的工单，请由他人回访。",
    en: "You cannot verify your own case; somebody else asks the customer.",
  },
  OUTCOME_REQUIRED: { status: 422, "zh-CN": "没有验证结果，不能关闭。", en: "A case cannot close without a verification outcome." },
  ANSWER_INCOMPLETE: {
    status: 422,
    "zh-CN": "答复要写明原因、补救，以及致歉或理由。",
    en: "An answer needs the cause, the remedy, and an apology or a reason.",
  },
  SUPPRESSED: { status: 422, "zh-CN": "人数太少，为保护匿名客户，不显示。", en: "Too few answers; hidden to protect anonymous customers." },
  TOO_LARGE: {
    status: 413,
    "zh-CN": "文件太大。CSV 不限行数；XLSX 请不超过所写的上限，或另存为 CSV。",
    en: "The file is too large. CSV has no row limit; save a larger workbook as CSV.",
  },
  UNREADABLE_FILE: { status: 422, "zh-CN": "读不出这个文件，请看原因。", en: "This file could not be read; see the reason." },
  AI_OFF: {
    status: 409,
    "zh-CN": "没有启用外部语言模型。管理员可以在「平台 · AI」里启用。",
    en: "No language model is turned on. An admin can turn one on under Platform · AI.",
  },
  AI_CAP: { status: 409, "zh-CN": "本月的用量上限已到，没有发出任何内容。", en: "This month's limit is reached; nothing was sent." },
  AI_FAILED: {
    status: 502,
    "zh-CN": "语言模型没有给出可用的回答，原因在调用记录里。",
    en: "The language model gave no usable answer; the reason is in the log of calls.",
  },
  OWN_UNIT: {
    status: 403,
    "zh-CN": "不能检查自己所在的门店或部门，请由别处的人来查。",
    en: "Nobody checks the own unit; somebody from elsewhere does.",
  },
  NO_CONSENT: {
    status: 422,
    "zh-CN": "对方没有同意录音，不能保存录音。",
    en: "There is no consent to record, so no recording can be kept.",
  },
  RATE_LIMITED: { status: 429, "zh-CN": "请求太频繁，请稍后再试。", en: "Too many requests; try again shortly." },
  KEY_NEEDS_SCOPE: { status: 422, "zh-CN": "密钥必须有权限范围和到期日。", en: "A key needs permissions and an expiry date." },
  LAST_ADMIN: { status: 409, "zh-CN": "不能去掉最后一位管理员。", en: "The last admin cannot be removed." },
  INTERNAL: {
    status: 500,
    "zh-CN": "出了意外，已记录编号。您的内容没有丢失。",
    en: "Something unexpected happened; it is on record. Nothing you entered is lost.",
  },
  NOT_READY: { status: 503, "zh-CN": "正在启动，请几秒后再试。", en: "Starting up; try again in a few seconds." },
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** Body of every refusal. `at` names where the fault is: `body.email`, `row 12, column 3`, `pages[0].questions[2]`. */
export const problem = z.object({
  code: z.string(),
  message: z.object({ "zh-CN": z.string(), en: z.string() }),
  at: z.array(z.object({ path: z.string(), "zh-CN": z.string(), en: z.string() })).default([]),
  incident: z.string().optional(),
});
export type Problem = z.output<typeof problem>;
