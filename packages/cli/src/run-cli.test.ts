import { expect, test } from "vitest";
import { COMMANDS } from "./commands/index.js";
import { runCli } from "./run-cli.js";

async function say(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    env: {},
    cwd: "/",
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    interrupted: () => new Promise(() => {}),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

test("cli: help lists every command in both languages, and each explains itself", async () => {
  const { code, out } = await say("help");
  expect(code).toBe(0);
  for (const [name, { about }] of Object.entries(COMMANDS)) {
    expect(out).toContain(name);
    expect(out).toContain(about["zh-CN"]);
    expect(out).toContain(about.en);
    const explained = await say(name, "--help");
    expect(explained.code).toBe(0);
    expect(explained.out).toMatch(/\p{Script=Han}/u);
    expect(await say("help", name)).toEqual(explained);
  }
});

test("cli: no command is help; an unknown command, option or word too many ends with 2 and says which", async () => {
  expect((await say()).out).toContain("manyi <command>");
  expect(await say("bakcup")).toMatchObject({ code: 2, err: expect.stringContaining("bakcup") });
  expect(await say("backup", "--fast")).toMatchObject({ code: 2, err: expect.stringContaining("--fast") });
  expect(await say("restore")).toMatchObject({ code: 2, err: expect.stringContaining("备份文件") });
  expect(await say("start", "now")).toMatchObject({ code: 2, err: expect.stringContaining("now") });
  expect(await say("admin-link", "--email", "nobody")).toMatchObject({ code: 2, err: expect.stringContaining("nobody") });
});
