import { setTimeout as sleep } from "node:timers/promises";
import { api, call, type Send } from "@manyi/contracts";
import type { Store } from "@manyi/store";
import type { Words } from "../words.js";
import { readForm } from "./browse.js";
import { type Check, fine } from "./finding.js";
import { makeThrowaway } from "./throwaway.js";

/** The answer given; whatever comes back must be this. */
const ANSWER = 9;
const PATIENCE_MS = 15_000;

/** A step of the round trip went wrong, said in words. */
class Broken extends Error {
  constructor(readonly words: Words) {
    super(words.en);
  }
}

/**
 * What Manyi is for, once around: an organisation, a survey published, answered on its page as a customer without scripts would, read
 * back as a voice and as a figure. All of it is removed again.
 *
 * @param url where the server answers
 */
export function loopCheck(store: Store, url: string, now: () => Date): Check {
  return {
    name: { "zh-CN": "一份问卷走一圈", en: "One survey, once around" },
    async look() {
      const began = performance.now();
      const throwaway = await makeThrowaway(store, now());
      try {
        await goAround(url, throwaway.key);
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
        return {
          state: "failure",
          saw: error.words,
          cause: { "zh-CN": "服务的这一步没有按约定应答。", en: "The server did not answer this step as agreed." },
          cure: {
            "zh-CN": "请查看服务日志（错误带编号），重启服务后再运行一次自检。",
            en: "See the server's log (errors carry a number), restart the server and run the doctor again.",
          },
        };
      } finally {
        await throwaway.remove();
      }
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      return fine(`发布、作答、读回，用时 ${seconds} 秒`, `published, answered and read back in ${seconds} s`);
    },
  };
}

async function goAround(url: string, key: string): Promise<void> {
  const send: Send = (path, init) => fetch(`${url}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } });
  const created = await step("新建问卷", "create a survey", () => call(send, api.surveys.create, { body: { template: "nps" } }));
  const params = { id: created.id };
  const draft = { ...created.draft, anonymity: "identified" as const };
  const saved = await step("保存草稿", "save the draft", () =>
    call(send, api.surveys.saveDraft, { params, body: { revision: created.draftRevision, definition: draft } }),
  );
  await step("发布问卷", "publish it", () =>
    call(send, api.surveys.publish, { params, body: { revision: saved.revision, overrides: [], pretestWaiver: "the doctor’s own check" } }),
  );
  const link = await step("生成链接", "make a link", () =>
    call(send, api.surveys.addLink, {
      params,
      body: { label: "doctor", channel: "link", unitId: 1, touchpointId: null, employeeId: null, allow: [] },
    }),
  );
  await answer(`${url}/s/${link.slug}`);

  const voice = await eventually("读回回答", "read the answer back", async () => {
    const { items } = await call(send, api.voices.list, { query: { survey: created.id, compare: "none", weighting: "none", limit: 5 } });
    return items[0];
  });
  if (voice.scores.nps !== ANSWER) {
    throw new Broken({
      "zh-CN": `答的是 ${ANSWER}，读回的是 ${voice.scores.nps}`,
      en: `${ANSWER} was answered, ${voice.scores.nps} came back`,
    });
  }
  await eventually("算出指标", "see it in a figure", async () => {
    const { figures } = await call(send, api.figures.overview, {
      query: { survey: created.id, from: today(-2), to: today(2), compare: "none", weighting: "none" },
    });
    return figures.find((figure) => figure.metric === "nps" && figure.n === 1 && figure.value === 100);
  });
}

/** Opens the page and sends its forms until none is left but the wish for a call back. */
async function answer(address: string): Promise<void> {
  const opened = await eventually("打开问卷页", "open the page", async () => {
    const reply = await fetch(address);
    return reply.ok ? { page: await reply.text(), address: reply.url } : undefined;
  });
  let { page } = opened;
  for (let screen = 0; screen < 10; screen++) {
    const form = readForm(page);
    if (form === null || form.action.endsWith("/callback")) return;
    const sent = new URLSearchParams(form.fields.map(([name, value]): [string, string] => [name, value]));
    const scale = [...form.choices].find(([, values]) => values.includes("0") && values.includes("10"));
    if (scale !== undefined) sent.set(scale[0], String(ANSWER));
    sent.set("go", "next");
    const reply = await fetch(new URL(form.action, opened.address), { method: "POST", body: sent });
    if (!reply.ok)
      throw new Broken({ "zh-CN": `提交回答时得到 ${reply.status}`, en: `sending the answer was refused with ${reply.status}` });
    page = await reply.text();
  }
}

async function step<T>(chinese: string, english: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Broken({ "zh-CN": `没能${chinese}：${why}`, en: `could not ${english}: ${why}` });
  }
}

async function eventually<T>(chinese: string, english: string, work: () => Promise<T | undefined>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(200)) {
    const seen = await step(chinese, english, work);
    if (seen !== undefined) return seen;
  }
  throw new Broken({
    "zh-CN": `没能${chinese}：等了 ${PATIENCE_MS / 1000} 秒`,
    en: `could not ${english}: waited ${PATIENCE_MS / 1000} s`,
  });
}

function today(shift: number): string {
  return new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
}
