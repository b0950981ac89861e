import type { AnswerFault, Answers, Locale, PipeContext, PostedForm, SurveyDefinition } from "@manyi/core/survey";

/** Everything one screen of a survey needs; the server fills it, the page is a function of it. */
export type SurveyView = {
  readonly definition: SurveyDefinition;
  readonly version: number;
  readonly locale: Locale;
  readonly screen: number;
  /** answers so far, of all screens */
  readonly answers: Answers;
  /** what was just posted, word for word, so that a refused text can be mended instead of written again */
  readonly posted: PostedForm;
  readonly faults: readonly AnswerFault[];
  /** the address the form posts to, with its context parameters */
  readonly action: string;
  /** this visit's secret: names the draft and makes a second press of the button harmless */
  readonly visit: string;
  readonly organisation: string;
  readonly context: PipeContext;
  readonly minutes: number;
  /** something to say above the questions */
  readonly notice: "more" | "empty" | "resumed" | null;
  /** whether a draft of this visit is kept on the server, to be removed at the end */
  readonly kept: boolean;
  /** the page in larger letters */
  readonly isLarge: boolean;
  /** a pretest: what was remarked on this screen so far; the page says that nothing counts and asks for remarks */
  readonly pretest?: { readonly remark: string } | undefined;
};
