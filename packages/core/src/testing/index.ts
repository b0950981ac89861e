export { type Comparison, compare, type ReferenceCase, readReference, type Tolerance, testReference } from "./reference.js";
export { completeCases, filterRows, numbers, present, type Row, readTable, type Table } from "./table.js";
