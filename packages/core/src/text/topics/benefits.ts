import type { BenefitType } from "./taxonomy.js";

const codes: Readonly<Record<BenefitType, string>> = {
  functional:
    "price place.environment place.cleanliness dish.taste dish.portion dish.look dish.safety goods.quality goods.range goods.match vehicle.power vehicle.comfort vehicle.fault room breakfast account loan feature stability security",
  process:
    "waiting place.access information aftersales digital delivery shelf checkout dealer workshop checkin transfer branch usability support procedure hours hotline",
  relational: "staff.attitude staff.skill fairness",
};

/** What kind of benefit each starter topic speaks of; groups have none. */
export const benefitOfTopic: ReadonlyMap<string, BenefitType> = new Map(
  (Object.keys(codes) as BenefitType[]).flatMap((benefit) => codes[benefit].split(" ").map((code) => [code, benefit] as const)),
);
