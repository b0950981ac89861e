import { loyaltyFigures } from "./loyalty-figures.js";
import { memberRoutes } from "./loyalty-members.js";
import { modelRoutes } from "./loyalty-model.js";
import { purchaseRoutes } from "./loyalty-purchases.js";

export type { LoyalCustomer } from "./loyalty-members.js";
export { type LoyaltyIndicatorName, type LoyaltyModel, type LoyaltySource, loyaltyModel } from "./loyalty-model.js";
export type { LoyaltyBasis, LoyaltyCellName, RfmGroupName } from "./loyalty-parts.js";
export type { PurchaseFile, PurchaseMapping, PurchaseRole, PurchaseTrial } from "./loyalty-purchases.js";

/** Loyalty and repurchase: one file per part, one table of routes. */
export const loyalty = { ...purchaseRoutes, ...loyaltyFigures, ...modelRoutes, ...memberRoutes } as const;
