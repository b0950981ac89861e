import { api } from "@manyi/contracts";
import { starterTaxonomies } from "@manyi/core/text";
import { handle } from "../../platform/handler.js";
import { previewTree } from "./preview-tree.js";
import { listVersions, readTree, readVersion } from "./queries.js";
import { saveTree } from "./save-tree.js";
import { suggestTerms } from "./suggest-terms.js";

export const routes = [
  handle(api.taxonomy.get, (ctx) => readTree(ctx)),
  handle(api.taxonomy.preview, (ctx, { body }) => previewTree(ctx, body.topics), { audit: false }),
  handle(api.taxonomy.save, (ctx, { body }) => saveTree(ctx, body)),
  handle(api.taxonomy.versions, (ctx) => listVersions(ctx)),
  handle(api.taxonomy.version, (ctx, { params }) => readVersion(ctx, params.version)),
  handle(api.taxonomy.starters, async () => ({ items: starterTaxonomies.map(asSent) })),
  handle(api.taxonomy.suggestions, (ctx, { query }) => suggestTerms(ctx, query.topic)),
];

type Starter = (typeof starterTaxonomies)[number];

/** Core's lists cannot be changed; what is sent is a copy. */
function asSent({ code, version, name, topics }: Starter) {
  const copy = (words: { readonly zh: readonly string[]; readonly en: readonly string[] }) => ({ zh: [...words.zh], en: [...words.en] });
  return {
    code,
    version,
    name: { ...name },
    topics: topics.map(({ code: own, name: topicName, terms, except, opinions }) => ({
      code: own,
      name: { ...topicName },
      terms: copy(terms),
      ...(except === undefined ? {} : { except: copy(except) }),
      ...(opinions === undefined ? {} : { opinions: { good: copy(opinions.good), bad: copy(opinions.bad) } }),
    })),
  };
}
