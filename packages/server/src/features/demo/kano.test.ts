import { kanoCounts, kanoCrossTable, kanoWave, tierDrift } from "@manyi/core/kano";
import { expect, test } from "vitest";
import { KANO_DAYS, kanoVoicesOfDay } from "./kano.js";

const anchorDay = 20_514;
const until = (anchorDay + 1) * 86_400_000;
const voices = Array.from({ length: KANO_DAYS + 1 }, (_, i) => anchorDay - KANO_DAYS + i).flatMap((day) =>
  kanoVoicesOfDay({ day, anchorDay, until }),
);

test("the demo's Kano answers are few, and the same for the same day", () => {
  expect(voices.length).toBeLessThanOrEqual(2000);
  expect(kanoVoicesOfDay({ day: anchorDay - 7, anchorDay, until })).toEqual(kanoVoicesOfDay({ day: anchorDay - 7, anchorDay, until }));
});

test("the birthday treat drifts from a delight to a matter of course, once; nothing else does", () => {
  const months = [...new Set(voices.map(({ localMonth }) => localMonth))];
  const drift = (attribute: number) =>
    tierDrift(
      months.map((month) => {
        const own = voices.filter(({ localMonth }) => localMonth === month).map(({ nums }) => nums!);
        return kanoWave(
          kanoCounts(
            kanoCrossTable(
              own.map((nums) => nums[2 * attribute]!),
              own.map((nums) => nums[2 * attribute + 1]!),
            ),
          ),
        );
      }),
    );
  expect(drift(4)).toMatchObject([{ from: "delight", to: "basic" }]);
  for (const attribute of [0, 1, 2, 3, 5]) expect(drift(attribute)).toEqual([]);
});
