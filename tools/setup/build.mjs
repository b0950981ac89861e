import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ends, ROOT, SetupFailure } from "./run.mjs";
import { contentMark, filesBelow, quickMark, readStamp, writeStamp } from "./stamps.mjs";

const RESULTS = ["packages/cli/dist/main.js", "packages/server/dist/index.js", "packages/admin/dist/web/index.html"];

/** Compiles the packages and bundles the admin pages when their sources changed since the last build. */
export async function build(alone) {
  const inputs = () => filesBelow(["packages", "package-lock.json", "tsconfig.base.json", "tsconfig.json"]);
  if (isBuilt() && readStamp("build-quick") === quickMark(inputs())) return;
  await alone(async () => {
    const files = inputs();
    const content = contentMark(files);
    if (!isBuilt() || readStamp("build") !== content) {
      console.log("Building …");
      await buildAll();
      writeStamp("build", content);
    }
    writeStamp("build-quick", quickMark(files));
  });
}

function isBuilt() {
  return RESULTS.every((file) => existsSync(join(ROOT, file)));
}

async function buildAll() {
  for (const name of readdirSync(join(ROOT, "packages"))) removeOrphans(name);
  const bin = (...path) => join(ROOT, "node_modules", ...path);
  // the bundler reads the sources, so it need not wait for the compiler
  const [isCompiled, isBundled] = await Promise.all([
    ends(process.execPath, [bin("typescript", "bin", "tsc"), "-b"]),
    ends(process.execPath, [bin("vite", "bin", "vite.js"), "build", "--logLevel", "warn"], { cwd: join(ROOT, "packages", "admin") }),
  ]);
  if (!isCompiled) throw new SetupFailure("The sources do not compile; see above.");
  if (!isBundled) throw new SetupFailure("The admin pages could not be built; see above.");
}

/** The compiler does not remove results whose source is gone. */
function removeOrphans(name) {
  const dist = join(ROOT, "packages", name, "dist");
  if (name === "admin" || !existsSync(dist)) return;
  for (const file of readdirSync(dist, { recursive: true })) {
    if (!file.endsWith(".js")) continue;
    const source = join(ROOT, "packages", name, "src", file.slice(0, -3));
    if (existsSync(`${source}.ts`) || existsSync(`${source}.tsx`)) continue;
    rmSync(join(dist, file));
    rmSync(join(dist, `${file.slice(0, -3)}.d.ts`), { force: true });
    // so that the compiler looks at the package again
    rmSync(join(dist, ".tsbuildinfo"), { force: true });
  }
}
