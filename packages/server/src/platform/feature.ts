import type { FastifyInstance } from "fastify";
import type { Handler } from "./handler.js";
import type { Services } from "./services.js";

/** Ends what a feature has started; waits until it is quiet. */
export type Stop = () => Promise<void>;

/** What a feature's front door offers to the app. */
export type Feature = {
  /** contract routes with their use cases */
  readonly routes: readonly Handler[];
  /** pages that are not JSON (survey, complaint, embed script), registered in a scope of their own where form posts are read */
  readonly pages?: (app: FastifyInstance, services: Services) => void | Promise<void>;
  /** followers and jobs, started after the server listens and stopped before the database closes */
  readonly start?: (services: Services) => Promise<Stop>;
};
