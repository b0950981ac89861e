import { setTimeout as sleep } from "node:timers/promises";

/** The link is printed after the address. */
async function linkIn(said) {
  for (let tries = 0; tries < 100; tries++) {
    const found = /welcome\?token=(\S+)/.exec(said());
    if (found !== null) return found[1];
    await sleep(100);
  }
  throw new Error("no one-time link was printed");
}

/** Takes the one-time link of a new installation. @returns a caller of the API as its first manager; throws what the API refuses */
export async function signIn({ url, said }) {
  const token = await linkIn(said);
  const headers = { "x-manyi-request": "1" };
  const person = { token, name: "Bench", email: "bench@example.test", password: "a long enough bench password", locale: "zh-CN" };
  const json = { "content-type": "application/json" };
  const claimed = await fetch(`${url}/api/v1/session/claim`, {
    method: "POST",
    headers: { ...headers, ...json },
    body: JSON.stringify(person),
  });
  if (!claimed.ok) throw new Error(`signing in: ${claimed.status} ${await claimed.text()}`);
  const cookie = claimed.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const ask = async (path, method = "GET", body = undefined) => {
    const isForm = body === undefined || body instanceof FormData;
    const reply = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { ...headers, cookie, ...(isForm ? {} : json) },
      body: isForm ? body : JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  return Object.assign(ask, { cookie });
}
