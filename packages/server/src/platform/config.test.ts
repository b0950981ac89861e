import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.js";
import { nearest } from "./nearest.js";

describe("readConfig", () => {
  test("nothing set: this machine only, port 3000, the folder data, the demo", () => {
    expect(readConfig({ PATH: "/bin", HOME: "/root" }, "/srv/manyi")).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataDir: "/srv/manyi/data",
      demo: true,
      databaseUrl: null,
      logLevel: "info",
      publicUrl: null,
      behindProxy: false,
      strict: false,
    });
  });

  test("an unknown name is refused with the nearest right one, in both languages", () => {
    const read = () => readConfig({ MANYI_PROT: "80", MANYI_DATABASE_URL: "x" }, "/");
    expect(read).toThrow("MANYI_PROT is not a setting; did you mean MANYI_PORT?");
    expect(read).toThrow("没有 MANYI_PROT 这个配置项；您是要写 MANYI_PORT 吗？");
  });

  test("every wrong value is named at once, but the words of a secret are not shown", () => {
    try {
      readConfig({ MANYI_PORT: "70000", MANYI_DEMO: "yes", DATABASE_URL: "mysql://root:hunter2@db" }, "/");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      const text = String(error);
      for (const part of ["MANYI_PORT", "70000", "MANYI_DEMO", "DATABASE_URL"]) expect(text).toContain(part);
      expect(text).not.toContain("hunter2");
    }
  });

  test("an empty value counts as not set; the public address loses its slash", () => {
    expect(readConfig({ MANYI_PORT: "", MANYI_PUBLIC_URL: "https://cx.example.test/" }, "/")).toMatchObject({
      port: 3000,
      publicUrl: "https://cx.example.test",
    });
  });

  test("ports: 0 and 65535 are the ends", () => {
    for (const port of ["0", "1", "65535"]) expect(readConfig({ MANYI_PORT: port }, "/").port).toBe(Number(port));
    for (const port of ["-1", "65536", "080", "3000 "]) {
      if (port.trim() === "3000") expect(readConfig({ MANYI_PORT: port }, "/").port).toBe(3000);
      else expect(() => readConfig({ MANYI_PORT: port }, "/")).toThrow(ConfigError);
    }
  });
});

test("nearest: fewest edits; the earlier one when equally near", () => {
  expect(nearest("MANYI_PROT", ["MANYI_HOST", "MANYI_PORT"])).toBe("MANYI_PORT");
  expect(nearest("ac", ["ab", "ad"])).toBe("ab");
  expect(() => nearest("a", [])).toThrow(RangeError);
});
