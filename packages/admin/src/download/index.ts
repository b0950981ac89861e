export { DownloadMenu } from "./download-menu.js";
export type { Download, Numbers } from "./numbers.js";
