import type { api, LoyaltyCellName } from "@manyi/contracts";
import { loyaltyMatrix } from "@manyi/core/customers";
import { proportionInterval } from "@manyi/core/measures";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { basisOf, look, readBuyers, thresholdOf } from "./buyers.js";
import { modelInForce } from "./model.js";
import { hide } from "./shown.js";
import { readStandings } from "./standing.js";

type Reply = z.input<typeof api.loyalty.matrix.reply>;
const CELLS: readonly LoyaltyCellName[] = ["trueLoyalty", "atRisk", "captive", "neither"];

/** Attitude by behaviour: the four cells add up to everybody of whom both are known. */
export async function matrix(ctx: Context, unit: number | undefined): Promise<Reply> {
  const looked = await look(ctx, unit);
  const [buyers, inForce] = await Promise.all([readBuyers(looked), modelInForce(ctx)]);
  const standings = await readStandings(looked, inForce);
  const { model, version } = inForce;
  const k = thresholdOf(ctx, buyers);
  const { cells, scored } = loyaltyMatrix(standings, { satisfaction: model.satisfiedFrom, loyalty: model.loyalFrom });
  const hidden = hide(
    CELLS.map((cell) => cells[cell]),
    k,
  );
  const isFew = scored < k || hidden.isTotalHidden;
  const told = (n: number) => (isFew || (n > 0 && n < k) ? null : n);
  return {
    basis: basisOf(ctx, buyers, version),
    satisfaction: model.satisfaction,
    satisfiedFrom: model.satisfiedFrom,
    behaviour: model.behaviour,
    loyalFrom: model.loyalFrom,
    scored: isFew ? null : scored,
    noSatisfaction: told(standings.filter((one) => one.satisfaction === null).length),
    noBehaviour: told(standings.filter((one) => one.satisfaction !== null && one.loyalty === null).length),
    cells: CELLS.map((cell, i) => {
      const isShown = hidden.cells[i] === null && !isFew;
      return {
        cell,
        hidden: isFew ? "SMALL" : hidden.cells[i]!,
        n: isShown ? cells[cell] : null,
        share: isShown ? cells[cell] / scored : null,
        interval: isShown ? proportionInterval(cells[cell], scored) : null,
      };
    }),
  };
}
