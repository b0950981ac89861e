import { api } from "@manyi/contracts";
import jsQR from "jsqr";
import { beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk, SINGLE, visitOf } from "../respond/testing/desk.js";

let desk: Desk;
let units: Record<string, number>;
beforeAll(async () => {
  desk = await openDesk();
  units = await desk.server.addUnits([
    { code: "R", parent: "G", type: "region", name: "华东 <区>" },
    { code: "C", parent: "R", name: "门店 C" },
    { code: "D", parent: "R", name: "门店 D" },
    { code: "E", parent: "R", name: "门店 E" },
  ]);
  const { db } = desk.server.store;
  await db.updateTable("org_units").set({ closed_on: "2026-01-31" }).where("code", "=", "E").execute();
  await db
    .insertInto("touchpoints")
    .values([
      { tenant_id: 1, id: 1, code: "seat", name: JSON.stringify({ "zh-CN": "入座", en: "Seating" }), stage: "1" },
      { tenant_id: 1, id: 2, code: "pay", name: JSON.stringify({ "zh-CN": "结账", en: "Paying" }), stage: "2" },
    ])
    .execute();
  await db
    .insertInto("employees")
    .values(
      [
        ["e1", "小王", "C", null],
        ["e2", "小李", "D", null],
        ["e3", "小张", "D", "2026-01-31"],
      ].map(([code, name, unit, left], i) => ({
        tenant_id: 1,
        id: i + 1,
        code: code!,
        name: name!,
        unit_id: units[unit!]!,
        left_on: left ?? null,
      })),
    )
    .execute();
});

const sheet = (link: { surveyId: number; id: string }, query: string, caller = desk.manager) =>
  caller.inject({ method: "GET", url: `/api/v1/surveys/${link.surveyId}/links/${link.id}/sheet?${query}` });

type Code = { readonly place: string; readonly name: string; readonly say: string; readonly path: string };

/** What is printed beside every code, and what a reader that shares nothing with the writer finds in it. */
function codesOf(page: string): Code[] {
  const items =
    /<li class="code"><p>(.*?)<\/p><div role="img" aria-label="(.*?)">(<svg.*?<\/svg>)\s*<\/div><p class="label">.*?<\/p><p class="say">(.*?)<\/p><\/li>/gs;
  return [...page.matchAll(items)].map(([, place, name, svg, say]) => {
    const url = new URL(decoded(svg!));
    return { place: place!, name: name!, say: say!, path: url.pathname + url.search };
  });
}

const SCALE = 4;
/** Paints the runs of a code (`M4 4.5h7m1 0h1…`) and reads the picture. */
function decoded(svg: string): string {
  const width = Number(/viewBox="0 0 (\d+) /.exec(svg)![1]) * SCALE;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, move, a, b] of /stroke="#000000" d="([^"]+)"/.exec(svg)![1]!.matchAll(/([Mmh])([\d.]+)(?: ([\d.]+))?/g)) {
    if (move === "M") [x, y] = [Number(a), Number(b) - 0.5];
    if (move === "m") x += Number(a);
    if (move !== "h") continue;
    for (let row = y * SCALE; row < (y + 1) * SCALE; row++) {
      for (let column = x * SCALE; column < (x + Number(a)) * SCALE; column++)
        pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
    x += Number(a);
  }
  return jsQR(pixels, width, width)?.data ?? "";
}

describe("print sheets (L5.5)", () => {
  test("by unit: every open unit of the subtree, each with its name and its own signed address", async () => {
    const link = await desk.open(SINGLE, { unitId: null });
    const reply = await sheet(link, `unit=${units.R}`);
    expect([reply.statusCode, reply.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    const codes = codesOf(reply.body);
    expect(codes.map(({ place, name }) => [place, name])).toEqual([
      ["华东 &lt;区&gt;", "链接"],
      ["门店 C", "链接"],
      ["门店 D", "链接"],
    ]);
    expect(codes[0]!.say).toBe("扫码告诉我们，约 1 分钟");
    const { items } = await desk.manager.call(api.surveys.signedLinks, {
      params: { id: link.surveyId, linkId: link.id },
      body: { items: ["R", "C", "D"].map((unitCode) => ({ unitCode })) },
    });
    expect(codes.map(({ path }) => path)).toEqual(items.map(({ url }) => url.slice(url.indexOf("/s/"))));
    expect((await desk.get(codes[1]!.path)).body).toContain("门店 C");
    expect((await desk.get(codes[1]!.path.replace("unit=C", "unit=D"))).statusCode).toBe(404);
    expect(codesOf((await sheet(link, "")).body)).toHaveLength(6);
  });

  test("by table: numbered from the first, in the unit named; the answer keeps the table, and no other may be written into the address", async () => {
    const link = await desk.open(SINGLE, { unitId: null });
    const codes = codesOf((await sheet(link, `by=table&unit=${units.C}&first=8&count=3&locale=en&columns=4`)).body);
    expect(codes.map(({ name, place, say }) => [name, place, say])).toEqual(
      [8, 9, 10].map((table) => [`Table ${table}`, expect.stringContaining("门店 C"), "Scan and tell us, about 1 min"]),
    );
    const [{ path }] = codes as [Code];
    expect((await desk.get(path.replace("table=8", "table=9"))).statusCode).toBe(404);
    expect((await desk.get(path.replace("&table=8", ""))).statusCode).toBe(404);
    expect((await desk.get(path.replace("unit=C", "unit=D"))).statusCode).toBe(404);
    const page = await desk.get(path);
    expect(page.body).toContain("table=8");
    await desk.post(path, { d: visitOf(page.body), s: "0", shown: "recommend", "a.recommend": "9" });
    const [voice] = await desk.voicesOf(link.surveyId);
    expect([voice!.unit_id, voice!.detail]).toEqual([units.C, { table: "8" }]);
  });

  test("a table that a link allows unsigned may still be added to a signed unit", async () => {
    const link = await desk.open(SINGLE, { unitId: null, allow: ["table"] });
    const [code] = codesOf((await sheet(link, `unit=${units.C}`)).body);
    expect((await desk.get(`${code!.path}&table=5`)).body).toContain("table=5");
    const closed = await desk.open(SINGLE, { unitId: null });
    const [strict] = codesOf((await sheet(closed, `unit=${units.C}`)).body);
    expect((await desk.get(`${strict!.path}&table=5`)).body).not.toContain("table=5");
  });

  test("by touchpoint and by employee: names beside the codes; who has left is not printed", async () => {
    const link = await desk.open(SINGLE);
    const touchpoints = codesOf((await sheet(link, "by=touchpoint&locale=en")).body);
    expect(touchpoints.map(({ name, place }) => [name, place])).toEqual([
      ["Seating", expect.stringContaining("门店 A")],
      ["Paying", expect.stringContaining("门店 A")],
    ]);
    expect((await desk.get(touchpoints[0]!.path)).statusCode).toBe(200);
    const people = codesOf((await sheet(link, `by=employee&unit=${units.R}`)).body);
    expect(people.map(({ name, place }) => [name, place])).toEqual([
      ["小王", "门店 C"],
      ["小李", "门店 D"],
    ]);
    expect((await desk.get(people[1]!.path)).statusCode).toBe(200);
    expect((await desk.get(people[1]!.path.replace("employee=e2", "employee=e1"))).statusCode).toBe(404);
  });

  test("every sheet of paper holds whole codes only: 6, 12 or 20", async () => {
    const link = await desk.open(SINGLE);
    const pages = async (columns: number) =>
      (await sheet(link, `by=table&count=41&columns=${columns}`)).body.match(/<ul class="page/g)?.length;
    expect([await pages(2), await pages(3), await pages(4)]).toEqual([7, 4, 3]);
  });

  test("nothing is printed for what is closed, out of scope, empty, or cannot stand in an address", async () => {
    const link = await desk.open(SINGLE);
    const code = async (query: string, of = link, caller = desk.manager) => (await sheet(of, query, caller)).json<{ code: string }>().code;
    expect(await code("unit=9999")).toBe("NOT_FOUND");
    expect(await code(`by=table&unit=${units.E}`)).toBe("NOT_FOUND");
    expect(await code(`by=employee&unit=${desk.unitId}`)).toBe("INVALID_INPUT");
    expect(await code("by=table&count=1001")).toBe("INVALID_INPUT");
    const own = await desk.server.person({ roles: ["cx_manager"], units: [desk.unitId] });
    expect(await code(`unit=${units.C}`, link, own)).toBe("NOT_FOUND");
    expect(codesOf((await sheet(link, "", own)).body)).toHaveLength(1);
    const analyst = await desk.server.person({ roles: ["analyst"] });
    expect(await code("", link, analyst)).toBe("NOT_ALLOWED");
    await desk.server.addUnits([{ code: "has space", parent: "R" }]);
    expect(await code(`unit=${units.R}`)).toBe("INVALID_INPUT");
    await desk.manager.call(api.surveys.closeLink, { params: { id: link.surveyId, linkId: link.id } });
    expect(await code("")).toBe("INVALID_STATE");
  });
});
