import type { Finding } from "./lint-view.js";

/** A text with the words a finding speaks of underlined. Only findings whose words really stand there are marked. */
export function Marked({ text, findings }: { readonly text: string; readonly findings: readonly Finding[] }) {
  const spans = findings
    .filter(({ span: [start, end], words }) => end > start && text.slice(start, end) === words)
    .map(({ span }) => span)
    .toSorted((a, b) => a[0] - b[0]);
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start < at) continue;
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
