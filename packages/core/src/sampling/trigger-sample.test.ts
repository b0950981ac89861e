import fc from "fast-check";
import { expect, test } from "vitest";
import { seedRng, uniformStream } from "../numeric/index.js";
import { isTriggered } from "./index.js";

test("L4.9: thirty days of a trigger meet their share within three standard errors, and every unit's floor", () => {
  const uniform = uniformStream(seedRng("thirty days"));
  const sampling = { share: 0.1, floor: 3 };
  const busy = { asked: 0, events: 0 };
  for (let unit = 0; unit < 20; unit++) {
    for (let day = 0; day < 30; day++) {
      const events = unit < 10 ? 200 + Math.floor(100 * uniform()) : Math.floor(8 * uniform());
      const start = uniform();
      const asked = Array.from({ length: events }, (_, i) => isTriggered(i + 1, sampling, start)).filter(Boolean).length;
      expect(asked).toBeGreaterThanOrEqual(Math.min(events, sampling.floor));
      if (unit < 10) {
        busy.asked += asked;
        busy.events += events;
      }
    }
  }
  const error = Math.sqrt((sampling.share * (1 - sampling.share)) / busy.events);
  expect(Math.abs(busy.asked / busy.events - sampling.share)).toBeLessThan(3 * error);
});

test("isTriggered: asks within one of the share once the floor has been caught up with, and never more than there are", () => {
  fc.assert(
    fc.property(
      fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), floor: fc.integer({ min: 0, max: 9 }) }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 1, max: 300 }),
      (sampling, start, events) => {
        const asked = Array.from({ length: events }, (_, i) => isTriggered(i + 1, sampling, start)).filter(Boolean).length;
        const wanted = Math.max(Math.min(events, sampling.floor), sampling.share * events);
        expect(Math.abs(asked - wanted)).toBeLessThanOrEqual(1);
        expect(asked).toBeLessThanOrEqual(events);
      },
    ),
  );
});

test("isTriggered: refuses what cannot be meant", () => {
  expect(() => isTriggered(1, { share: 1.2, floor: 0 }, 0)).toThrow(RangeError);
  expect(() => isTriggered(1, { share: 0.2, floor: 0.5 }, 0)).toThrow(RangeError);
  expect(() => isTriggered(0, { share: 0.2, floor: 0 }, 0)).toThrow(RangeError);
  expect(() => isTriggered(1, { share: 0.2, floor: 0 }, 1)).toThrow(RangeError);
});
