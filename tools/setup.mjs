// Set-up in one step, with nothing but Node: dependencies, build, browser. Each part is skipped when nothing changed.
//
//   node tools/setup.mjs             dependencies
//   node tools/setup.mjs --build     … and the build
//   node tools/setup.mjs --browser   … and Chromium with a Chinese font, which the browser tests need

import { alone } from "./setup/alone.mjs";
import { ensureBrowser } from "./setup/browser.mjs";
import { build } from "./setup/build.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { SetupFailure } from "./setup/run.mjs";

const wanted = new Set(process.argv.slice(2));
const unknown = [...wanted].find((word) => !["--build", "--browser"].includes(word));

try {
  if (unknown !== undefined) throw new SetupFailure(`${unknown} is not an option; there are --build and --browser.`);
  await installDependencies(alone);
  if (wanted.has("--build")) await build(alone);
  if (wanted.has("--browser")) ensureBrowser();
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(1);
}
