import {
  type AnswerFault,
  type Answers,
  askedScreens,
  checkAnswers,
  estimateMinutes,
  nextScreen,
  outlineOf,
  type PostedForm,
} from "@manyi/core/survey";
import { type SurveyView, surveyPage } from "@manyi/portal";
import type { Services } from "../../platform/services.js";
import type { Arrival, Query } from "./arrive.js";
import { findDraft } from "./queries.js";
import type { SlottedPage } from "./slotted-page.js";
import { draftHash, newVisit, readVisit } from "./visit.js";

/** What is shown: a page made for this visit, or the ready one with its slot to fill. */
export type Shown =
  | { readonly status: number; readonly page: string }
  | { readonly status: 200; readonly ready: SlottedPage; readonly visit: string };

/** The first screen, or the one where this visit or personal token was left. */
export async function showSurvey(services: Services, arrival: Arrival, query: Query): Promise<Shown> {
  const { link, locale, token } = arrival;
  const resumed = readVisit(query.d);
  // the sets of a best–worst question follow from the visit, so that no page of it is ready
  const isDrawn = (outlineOf(link.definition).screens[0] ?? []).some(({ type }) => type === "bestWorst");
  const isPlain =
    !isDrawn && token === null && resumed === null && (arrival.action === `/s/${link.slug}` || arrival.action === `/s/${link.slug}?e=1`);
  if (isPlain) return { status: 200, ready: arrival.known.firstPage(locale, arrival.framed), visit: newVisit(services) };
  const draft = token === null && resumed === null ? null : await findDraft(services.store.db, link, draftHash(token ?? resumed!));
  const visit = resumed ?? newVisit(services);
  const answers = draft === null ? {} : checkAnswers(link.definition, draft.answers).answers;
  const asked = askedScreens(link.definition, answers);
  const wanted = Number(query.p ?? draft?.page ?? Number.NaN);
  const screen = asked.includes(wanted) && draft !== null ? wanted : (nextScreen(link.definition, answers, -1) ?? 0);
  const page = renderScreen(arrival, {
    visit,
    screen,
    answers,
    notice: draft !== null && query.p === undefined ? "resumed" : null,
    kept: draft !== null,
  });
  return { status: 200, page };
}

type Screen = {
  readonly visit: string;
  readonly screen: number;
  readonly answers: Answers;
  readonly posted?: PostedForm;
  readonly faults?: readonly AnswerFault[];
  readonly notice: SurveyView["notice"];
  /** whether a draft lies in the database */
  readonly kept: boolean;
};

/** One screen as it stands for this visit. */
export function renderScreen(arrival: Arrival, { visit, screen, answers, posted, faults, notice, kept }: Screen): string {
  const { link, locale, organisation, belonging } = arrival;
  return surveyPage({
    definition: link.definition,
    version: link.version,
    locale,
    screen,
    answers,
    posted: posted ?? {},
    faults: faults ?? [],
    action: arrival.action,
    visit,
    organisation,
    context: { organisation, unit: belonging.unitName },
    minutes: estimateMinutes(link.definition, locale),
    notice,
    kept,
    isLarge: arrival.isLarge,
  });
}
