import { ERRORS, type ErrorCode } from "@manyi/contracts";

/** A refusal for somebody with a browser, where a feature has no page of its own for it. Both languages, no script, no style. */
export function refusalPage(code: ErrorCode, incident?: string): string {
  const { "zh-CN": zh, en } = ERRORS[code];
  const number = incident === undefined ? "" : `\n<p>${incident}</p>`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${zh}</title></head>
<body><main><h1>${zh}</h1>
<p lang="en">${en}</p>${number}</main></body></html>
`;
}
