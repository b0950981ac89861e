import { type AnalyticsNode, createDuckNode, type DuckNode } from "@manyi/analytics";

/** The engines that answer questions about many voices. With one node the merge is the identity. */
export type Analytics = {
  readonly nodes: readonly AnalyticsNode[];
  /** the projection this process owns; its projector lives in the figures feature */
  readonly duck: DuckNode;
  close(): Promise<void>;
};

/** Opens the projection. @param path a file in the data folder, or `:memory:` */
export async function openAnalytics(path: string): Promise<Analytics> {
  const duck = await createDuckNode({ path });
  return { nodes: [duck], duck, close: () => duck.close() };
}
