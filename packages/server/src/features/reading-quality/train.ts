import { type ModelFile, packModel, type RatedComment, type RetrainFigures, retrainSentiment, unpackModel } from "@manyi/core/text";

/** What a training is made of; plain values, because they travel to another thread. */
export type TrainingOrder = {
  readonly comments: readonly RatedComment[];
  /** the model in use */
  readonly current: ModelFile;
  readonly language: "zh" | "en";
  readonly version: string;
};
export type TrainingResult =
  | { readonly accepted: true; readonly file: ModelFile; readonly figures: RetrainFigures }
  | { readonly accepted: false; readonly reason: "TOO_FEW" | "ONE_SIDED" | "NOT_BETTER"; readonly figures: RetrainFigures | null };

export function train({ comments, current, language, version }: TrainingOrder): TrainingResult {
  const made = retrainSentiment(comments, unpackModel(current), { language, version, seed: 1 });
  return made.accepted ? { accepted: true, file: packModel(made.model), figures: made.figures } : made;
}
