// Says in plain lines what knip found, and how much it looked at.
import { relative } from "node:path";

export default function report({ issues, counters, cwd }) {
  console.log(`looked at ${counters.total} files`);
  for (const [kind, perFile] of Object.entries(issues)) {
    if (kind === "_files") continue;
    for (const issue of Object.values(perFile).flatMap((found) => Object.values(found))) {
      const where = `${relative(cwd, issue.filePath)}${issue.line ? `:${issue.line}` : ""}`;
      console.log(kind === "files" ? `${where}: nobody imports it` : `${where}: ${kind} ${issue.symbol}`);
    }
  }
}
