export { firstAccountLink, type Invitation, makeLink } from "./one-time-links.js";
export { routes } from "./routes.js";
