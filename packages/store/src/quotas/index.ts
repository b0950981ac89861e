export { factsIn, forgetQuotaCounts, lockQuotaPlan, type QuotaPlan, readQuotaPlan, type SurveyRef } from "./plan.js";
export { keepScreenOuts, type ScreenOut } from "./screen-out.js";
