import { ERRORS } from "@manyi/contracts";
import { CONFIG_KEYS } from "./config-keys.js";

/** The reference page of every setting, made from the table the program reads. */
export function configurationPage(): string {
  const rows = CONFIG_KEYS.map(
    (key) =>
      `| \`${key.name}\` | ${key.fallback === "" ? "—" : `\`${key.fallback}\``} | ${key.format["zh-CN"]}<br>${key.format.en} | ${key.about["zh-CN"]}<br>${key.about.en} |`,
  );
  return `# 配置 · Configuration

Manyi 从环境变量读取配置；写错的 \`MANYI_\` 名称会被拒绝，并提示最接近的正确名称。
Manyi reads its settings from environment variables; a misspelt \`MANYI_\` name is refused with the nearest right one.

| 名称 · Name | 默认 · Default | 取值 · Takes | 说明 · Meaning |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** The reference page of every refusal. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([code, { status, "zh-CN": zh, en }]) => `| \`${code}\` | ${status} | ${zh}<br>${en} |`);
  return `# 错误代码 · Error codes

每个被拒绝的请求都回答 \`{ code, message: { "zh-CN", en }, at, incident? }\`。\`at\` 指出错在哪里，例如 \`body.email\`；\`incident\` 是日志里可查的编号。
Every refusal answers \`{ code, message: { "zh-CN", en }, at, incident? }\`. \`at\` names the place, e.g. \`body.email\`; \`incident\` is a number to look up in the log.

| 代码 · Code | HTTP | 含义 · Meaning |
| --- | --- | --- |
${rows.join("\n")}
`;
}
