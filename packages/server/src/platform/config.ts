import { resolve } from "node:path";
import { CONFIG_KEYS, type ConfigName } from "./config-keys.js";
import { nearest } from "./nearest.js";

export type Config = {
  /** 0 takes a free port */
  readonly port: number;
  readonly host: string;
  /** absolute path of the one folder that holds all state */
  readonly dataDir: string;
  readonly demo: boolean;
  /** null starts the embedded PostgreSQL */
  readonly databaseUrl: string | null;
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug";
  /** the address people and customers use, without a slash at the end; null: the address listened on */
  readonly publicUrl: string | null;
  /** whether X-Forwarded-For and X-Forwarded-Proto are believed */
  readonly behindProxy: boolean;
  /** unknown reply fields and undeclared refusals become errors; tests and development only */
  readonly strict: boolean;
};

/** The environment holds something Manyi cannot use. `faults` are sentences for a person, in both languages. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly { "zh-CN": string; en: string }[]) {
    super(faults.map((fault) => `${fault.en}\n${fault["zh-CN"]}`).join("\n"));
    this.name = "ConfigError";
  }
}

/**
 * Reads the configuration from environment variables. An unknown MANYI_ name is refused, with the nearest right one.
 *
 * @throws {ConfigError} naming every fault at once
 * @example
 * readConfig({ MANYI_PROT: "80" }, "/srv") // throws: MANYI_PROT is not a setting; did you mean MANYI_PORT?
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Config {
  const faults: { "zh-CN": string; en: string }[] = [];
  const known = new Set<string>(CONFIG_KEYS.map((key) => key.name));
  for (const name of Object.keys(env)) {
    if (!name.startsWith("MANYI_") || known.has(name)) continue;
    const close = nearest(name, [...known]);
    faults.push({ "zh-CN": `没有 ${name} 这个配置项；您是要写 ${close} 吗？`, en: `${name} is not a setting; did you mean ${close}?` });
  }
  const values = new Map<ConfigName, string>();
  for (const key of CONFIG_KEYS) {
    const given = env[key.name]?.trim();
    if (given === undefined || given === "") continue;
    if (!key.allowed.test(given)) {
      const shown = "secret" in key ? "…" : `“${given}”`;
      faults.push({
        "zh-CN": `${key.name} 的值 ${shown} 不能用；应为：${key.format["zh-CN"]}。`,
        en: `${key.name} cannot be ${shown}; it takes ${key.format.en}.`,
      });
    } else values.set(key.name, given);
  }
  if (faults.length > 0) throw new ConfigError(faults);
  const value = (name: ConfigName): string => values.get(name) ?? CONFIG_KEYS.find((key) => key.name === name)!.fallback;
  return {
    port: Number(value("MANYI_PORT")),
    host: value("MANYI_HOST"),
    dataDir: resolve(cwd, value("MANYI_DATA")),
    demo: value("MANYI_DEMO") === "1",
    databaseUrl: values.get("DATABASE_URL") ?? null,
    logLevel: value("MANYI_LOG") as Config["logLevel"],
    publicUrl: values.get("MANYI_PUBLIC_URL")?.replace(/\/+$/, "") ?? null,
    behindProxy: value("MANYI_PROXY") === "1",
    strict: false,
  };
}
