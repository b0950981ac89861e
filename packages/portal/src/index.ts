export { BEACON_SCRIPT } from "./beacon/beacon.js";
export { COMPLAINT_CSS } from "./complaints/css.js";
export { findCasePage } from "./complaints/find.js";
export { type IntakeFault, type IntakeView, intakePage } from "./complaints/intake.js";
export { type TrackView, trackPage } from "./complaints/track.js";
export { EMBED_SCRIPT } from "./embed/loader.js";
export { type Asset, asset, squeezeScript } from "./page/asset.js";
export { PORTAL_CSS } from "./page/css.js";
export { type DocumentParts, documentPage, identityBar } from "./page/document.js";
export { escapeHtml, type Html, html, raw } from "./page/html.js";
export {
  type CallbackPosted,
  type ClosingView,
  callbackDonePage,
  callbackPage,
  closingPage,
  type EndingView,
  pretestDonePage,
  screenedOutPage,
  stoppedPage,
  type Unavailable,
  unavailablePage,
} from "./survey/ending.js";
export { surveyPage } from "./survey/page.js";
export { POSTER_CSS, type PosterView, posterPage } from "./survey/poster.js";
export { SURVEY_SCRIPT } from "./survey/script.js";
export { SHEET_CSS, type SheetCode, type SheetView, sheetPage } from "./survey/sheet.js";
export type { SurveyView } from "./survey/view.js";
export { WORK_SCRIPT } from "./survey/work.js";
