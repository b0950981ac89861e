export { forgetKept, useKeptPage } from "./kept-page.js";
export { newKey } from "./new-key.js";
export { addParcel, dropParcel, type Parcel } from "./outbox.js";
export { useOutbox } from "./use-outbox.js";
