/** One database engine for all journeys; each journey makes its own server and organisation on a fresh database. */
export { default } from "../packages/store/src/testing/global-setup.js";
