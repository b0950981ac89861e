import type { Handler } from "../../platform/handler.js";

export const routes: readonly Handler[] = [];
