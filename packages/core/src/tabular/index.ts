export { type CellDate, DATE_FORMATS, type DateFormat, guessDateFormat, isEmptyCell, readDate, readNumber, readWhole } from "./cells.js";
export {
  type ColumnProfile,
  type ColumnTarget,
  choiceKey,
  DISTINCT_LIMIT,
  profileColumns,
  type Suggestion,
  suggestTargets,
  type Why,
} from "./columns.js";
export { guessSeparator, hasHeader, type Separator } from "./dialect.js";
