#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error("Manyi is not built yet. Run: npm run build\n满意尚未构建。请运行：npm run build");
  process.exitCode = 1;
}
