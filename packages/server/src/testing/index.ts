export { type Caller, type Clock, type TestServer, testServer } from "./test-server.js";
