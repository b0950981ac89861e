export * from "./business-time.js";
export { dayOfIsoDate, instantOf, isoDateOf, isoWeekOf, localDayOf, monthIndexOf, zoneOffset } from "./zone.js";
