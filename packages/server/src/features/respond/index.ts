import type { Feature } from "../../platform/feature.js";
import type { Services } from "../../platform/services.js";
import { start } from "./burn.js";
import { directoryOf } from "./directory.js";
import { pages } from "./pages.js";
import { forgetDoors } from "./quota-door.js";
import { routes } from "./routes.js";

export const respond: Feature = { routes, pages, start };

export { burnNow } from "./burn.js";
export { flagsOfRow } from "./flags.js";
export { isAddressable, type SignedCodes, signedPath } from "./link-context.js";

export { contactMark } from "./marks.js";
export { newVisit, readVisit, visitKey, visitStart } from "./visit.js";
export { withdrawInvitations } from "./writes.js";

/** To be called after a survey or a link has changed, so that the next visit sees it at once. */
export function forgetLinks(services: Services): void {
  directoryOf(services).forget();
  forgetDoors(services);
}
