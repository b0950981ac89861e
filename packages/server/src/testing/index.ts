export { inputShape, picked, type Shape, sampleOf } from "./sample.js";
export { type Caller, type Clock, type TestServer, testServer } from "./test-server.js";
