import { api, type In } from "@manyi/contracts";
import { nextBelow, seedRng } from "@manyi/core/numeric";
import type { Series } from "@manyi/core/survey";
import type { NewVoice } from "@manyi/store";
import { beforeAll, expect, test } from "vitest";
import type { Caller } from "../../testing/index.js";
import { type FiguresWorld, figuresWorld } from "../figures/testing/world.js";

type Given = Pick<NewVoice, "surveyId" | "version" | "unitId" | "segmentId" | "weight" | "nps" | "csat" | "nums">;

let world: FiguresWorld;
let reader: Caller;
let given: (Given & { weight: number; nums: (number | null)[] })[];

const CODES = ["p:taste", "p:staff", "p:price", "r:taste", "kf:treat", "kd:treat", "csat", "nps"];
const series: Series[] = CODES.map((metric, i) => ({
  ordinal: i + 1,
  part: metric.replace(":", "-"),
  kind: "score",
  scale: metric === "nps" ? { min: 0, max: 10 } : { min: 1, max: 5 },
  metric,
}));

/** Answers that hang together, and weights that hang on the answers: weighted and unweighted figures must differ. */
function randomAnswers(count: number, units: Record<string, number>): typeof given {
  let rng = seedRng("weighting");
  const below = (limit: number) => {
    const [value, next] = nextBelow(rng, limit);
    rng = next;
    return value;
  };
  return Array.from({ length: count }, (_, i) => {
    const mood = below(3);
    const rate = () => 1 + mood + below(3);
    const [taste, staff, price, expected] = [rate(), rate(), rate(), 3 + below(3)];
    const csat = Math.min(5, Math.max(1, Math.round((taste + staff) / 2)));
    const nps = Math.min(10, 2 * csat + below(2));
    return {
      surveyId: 1,
      version: 1,
      unitId: units[i % 2 === 0 ? "A" : "B"]!,
      segmentId: 1 + (i % 2),
      weight: taste > 3 ? 0.5 : 2.5,
      nps,
      csat,
      nums: [taste, staff, price, expected, 1 + below(3), 3 + below(3), csat, nps],
    };
  });
}

beforeAll(async () => {
  world = await figuresWorld();
  const units = await world.server.addUnits([
    { code: "G", type: "group" },
    { code: "A", parent: "G" },
    { code: "B", parent: "G" },
  ]);
  reader = await world.server.person({ roles: ["analyst"] });
  await world.addSurvey({ id: 1, series });
  await world.server.store.db
    .insertInto("segments")
    .values([1, 2].map((id) => ({ tenant_id: 1, id, code: `s${id}`, name: JSON.stringify({ en: `segment ${id}` }) })) as never)
    .execute();
  given = randomAnswers(600, units);
  await world.answer(given);
  const items = {
    Image: ["p:staff"],
    Expectation: ["r:taste"],
    Quality: ["p:taste"],
    Value: ["p:price"],
    Satisfaction: ["csat"],
    Loyalty: ["nps"],
  };
  const body = { version: 0, surveyId: 1, kind: "CCSI" as const, items, weights: {}, threeItems: null };
  const analyst = await world.server.person({ roles: ["analyst"] });
  await analyst.call(api.analysis.saveModel, { body });
});

/** What a route needs besides the filters. */
const NEEDED: Readonly<Record<string, Record<string, string>>> = {
  crosstab: { rows: "csat:groups", columns: "unit" },
  driverOutcomes: { second: "csat" },
  simulate: { changes: "taste:0.2" },
  ratioWhatIf: { attribute: "taste", perceived: "1" },
};

const routes = Object.entries(api.analysis).filter(([, { method, reply }]) => method === "GET" && "statement" in reply.shape);

test("U1.6, U1.12: no analysis says “weighted” over unweighted numbers; one without weights says so and shows the same as without", async () => {
  const said: Record<string, string> = {};
  for (const [name, route] of routes) {
    const read = async (weighting: "none" | "weighted") => {
      const input = { query: { ...NEEDED[name], weighting } } as unknown as In<typeof api.analysis.drivers>;
      const { statement, ...rest } = await reader.call(route as typeof api.analysis.drivers, input);
      expect(statement.answers).toBe(600);
      return { weighting: statement.weighting, rest: JSON.stringify(rest) };
    };
    const [plain, weighted] = [await read("none"), await read("weighted")];
    expect(plain.weighting).toBe("none");
    said[name] = weighted.weighting;
    if (weighted.weighting === "none") expect(weighted.rest, name).toBe(plain.rest);
    else expect(weighted.rest, name).not.toBe(plain.rest);
  }
  expect(said).toEqual({
    crosstab: "weighted",
    drivers: "weighted",
    driverOutcomes: "weighted",
    driverSegments: "weighted",
    asymmetry: "none",
    simulate: "weighted",
    ratioWhatIf: "none",
    preferenceMap: "none",
    threshold: "none",
    kano: "none",
    kanoSegments: "none",
    kanoDrift: "none",
    model: "weighted",
    modelHistory: "weighted",
    bestWorst: "none",
    price: "none",
  });
});

const weightedMean = (voices: typeof given, at: number) =>
  voices.reduce((sum, { weight, nums }) => sum + weight * nums[at]!, 0) / voices.reduce((sum, { weight }) => sum + weight, 0);

test("U1.6: weighted means of drivers and the weighted index of a segment equal a recount over single answers", async () => {
  const { drivers } = await reader.call(api.analysis.drivers, { query: { weighting: "weighted" } });
  for (const [at, attribute] of ["taste", "staff", "price"].entries()) {
    expect(drivers.find((one) => one.attribute === attribute)!.mean).toBeCloseTo(weightedMean(given, at), 9);
  }
  const { segments } = await reader.call(api.analysis.model, { query: { weighting: "weighted" } });
  for (const { id, indices, n } of segments) {
    const own = given.filter(({ segmentId }) => segmentId === id);
    expect(n).toBe(own.length);
    const index = indices.find(({ latent }) => latent === "Value")!.index!;
    expect(index.value).toBeCloseTo((100 * (weightedMean(own, 2) - 1)) / 4, 9);
  }
});

test("U3.1: rank correlations of a weighted question are weighted", async () => {
  const query = { method: "rankCorrelation" as const, drivers: "taste" };
  const of = async (weighting: "none" | "weighted") =>
    (await reader.call(api.analysis.drivers, { query: { ...query, weighting } })).drivers[0]!.rankCorrelation!;
  // mean ranks by cumulated weights, then Pearson's correlation over single answers
  const rank = (voices: typeof given, at: number, weigh: (voice: (typeof given)[number]) => number) => (value: number) =>
    voices.reduce((sum, voice) => sum + (voice.nums[at]! < value ? weigh(voice) : voice.nums[at] === value ? weigh(voice) / 2 : 0), 0);
  for (const [weighting, weigh] of [
    ["none", () => 1],
    ["weighted", ({ weight }: { weight: number }) => weight],
  ] as const) {
    const [x, y] = [rank(given, 0, weigh), rank(given, 7, weigh)];
    const points = given.map((voice) => ({ w: weigh(voice), x: x(voice.nums[0]!), y: y(voice.nums[7]!) }));
    const whole = points.reduce((sum, { w }) => sum + w, 0);
    const [mx, my] = [
      points.reduce((sum, { w, x: v }) => sum + w * v, 0) / whole,
      points.reduce((sum, { w, y: v }) => sum + w * v, 0) / whole,
    ];
    const sum = (value: (point: (typeof points)[number]) => number) => points.reduce((total, point) => total + point.w * value(point), 0);
    const expected = sum((p) => (p.x - mx) * (p.y - my)) / Math.sqrt(sum((p) => (p.x - mx) ** 2) * sum((p) => (p.y - my) ** 2));
    expect(await of(weighting)).toBeCloseTo(expected, 9);
  }
});
