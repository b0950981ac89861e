import { api, type Vocabulary } from "@manyi/contracts";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";

export type Topic = Vocabulary["topics"][number];

/** The topics comments are read for; empty until they are known. */
export function useTopics(): readonly Topic[] {
  return useReading(api.org.vocabulary, {}).data?.topics ?? [];
}

/** Names a topic by its id; a retired one by its number. */
export function useTopicNames(): (id: number) => string {
  const topics = useTopics();
  const format = useFormat();
  return (id) => {
    const topic = topics.find((one) => one.id === id);
    return topic === undefined ? `#${id}` : format.words(topic.name);
  };
}
