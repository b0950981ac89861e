import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix } from "node:path";
import { ROOT } from "../setup/run.mjs";
import { importsOf, isTest, packageNames, sourcesOf, withoutComments } from "./sources.mjs";

/** Which package may import which, written out in full because arrows are transitive. */
const ARROWS = {
  core: [],
  contracts: ["core"],
  admin: ["core", "contracts"],
  portal: ["core", "contracts"],
  store: ["core"],
  analytics: ["core"],
  server: ["core", "contracts", "store", "analytics", "portal"],
  cli: ["core", "contracts", "store", "analytics", "portal", "server"],
};
/** All that core may use from outside. */
const CORE_USES = ["ml-matrix"];
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bprocess\.|\bcrypto\.|\bfetch\(|\bsetTimeout\b|\bconsole\./;

/** Imports point one way, slices meet at their front doors, core is pure. */
export function checkArchitecture() {
  const problems = [];
  let modules = 0;
  let imports = 0;
  const names = packageNames();
  for (const name of names) {
    if (ARROWS[name] === undefined)
      problems.push(`packages/${name}: no arrows are drawn for this package in tools/checks/architecture.mjs`);
    const declared = dependenciesOf(name);
    const sources = sourcesOf(name);
    if (sources.length === 0) problems.push(`packages/${name}: no module found, so nothing was checked`);
    modules += sources.length;
    for (const source of sources) {
      const found = importsOf(source.text);
      imports += found.length;
      for (const { wanted, line } of found) {
        const problem = wanted.startsWith(".") ? judgeRelative(source.path, wanted) : judgePackage(name, source.path, wanted, declared);
        if (problem !== null) problems.push(`${source.path}:${line} imports ${wanted}: ${problem}`);
      }
      if (name === "core" && !isTest(source.path)) problems.push(...impurities(source));
    }
  }
  for (const name of Object.keys(ARROWS)) if (!names.includes(name)) problems.push(`packages/${name} is not there`);
  if (imports < modules) problems.push(`only ${imports} imports in ${modules} modules: the scanner does not see them`);
  return { problems, looked: `${modules} modules, ${imports} imports` };
}

function dependenciesOf(name) {
  const about = JSON.parse(readFileSync(join(ROOT, "packages", name, "package.json"), "utf8"));
  return Object.keys({ ...about.dependencies, ...about.peerDependencies });
}

function judgePackage(name, path, wanted, declared) {
  const parts = wanted.split("/");
  const target = wanted.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
  if (target.startsWith("@manyi/")) return judgeArrow(name, path, wanted, target.slice("@manyi/".length), parts.slice(2));
  if (isTest(path)) return null;
  if (name === "core") return CORE_USES.includes(target) ? null : `core uses nothing but ${CORE_USES.join(", ")}`;
  if (isBuiltin(wanted)) return ["admin", "contracts"].includes(name) ? "this package also runs in a browser" : null;
  return declared.includes(target) || declared.includes(`@types/${target}`) ? null : `packages/${name}/package.json does not declare it`;
}

function judgeArrow(name, path, wanted, target, rest) {
  if (wanted === `@manyi/${name}` || target === name) return "a package reaches itself by relative paths";
  if (rest[0] === "testing") return isTest(path) ? null : "test helpers stay in tests";
  if (!ARROWS[name]?.includes(target) && !isTest(path)) return `${name} may import ${ARROWS[name]?.join(", ") || "no other package"}`;
  if (rest.length > (target === "core" ? 1 : 0)) return "reach a package through what it exports";
  return null;
}

function judgeRelative(path, wanted) {
  if (!/\.(?:js|json|css|svg|png)(?:\?\w+)?$/.test(wanted)) return "relative imports end in .js";
  const target = posix.join(dirname(path), wanted);
  const [root, name, folder] = path.split("/");
  if (!target.startsWith(`${root}/${name}/${folder}/`) && !isTest(path)) return "a package's sources stay inside its src folder";
  if (isTest(path)) return null;
  const from = sliceOf(path);
  const to = sliceOf(target);
  if (to === null || from === to) return null;
  // the admin's route table loads each page by itself, so that no page waits for another's code
  if (name === "admin" && from === null && path.split("/").length === 4) return null;
  if (path.startsWith(`packages/${name}/src/platform/`)) return "platform knows no slice";
  return /\/features\/[^/]+\/index\.js$/.test(target) ? null : `slice ${to} is reached through its index.ts`;
}

function sliceOf(path) {
  return /^packages\/\w+\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function impurities({ path, text }) {
  return withoutComments(text)
    .split("\n")
    .flatMap((line, place) => {
      const found = IMPURE.exec(line);
      return found === null ? [] : [`${path}:${place + 1} uses ${found[0].trim()}: core has no clock, randomness, input or output`];
    });
}
