export { displayDecimals, displayFigure, displayInterval, displayP, type FigureKind, NOTHING } from "./display.js";
export { roundHalfAway } from "./round.js";
