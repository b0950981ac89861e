import {
  type Answers,
  checkAnswers,
  isAnswered,
  nextScreen,
  outlineOf,
  type PostedForm,
  packAnswers,
  previousScreen,
  readForm,
  screenQuestions,
} from "@manyi/core/survey";
import { closingPage } from "@manyi/portal";
import type { Services } from "../../platform/services.js";
import type { Arrival } from "./arrive.js";
import { isBadScore } from "./bad-score.js";
import { isUsed } from "./burn.js";
import { completeAnswer } from "./complete.js";
import { findDraft, isCompleted } from "./queries.js";
import { endVisit, findFull, showScreenedOut, turnAway } from "./quota-door.js";
import { renderScreen } from "./show.js";
import { stopAsking } from "./stop-asking.js";
import { draftHash, newVisit, readVisit, visitStart } from "./visit.js";
import { saveDraft } from "./writes.js";

/** What a post leads to. */
export type Taken =
  | { readonly kind: "page"; readonly status: number; readonly page: string }
  | { readonly kind: "moved"; readonly to: string }
  | { readonly kind: "kept" };

/** Takes what a screen posts: on to the next, back, another language, only keep it, or stop asking. */
export async function takePost(services: Services, arrival: Arrival, form: PostedForm): Promise<Taken> {
  const post = readPost(services, arrival, form);
  if (post.go === "stop") return { kind: "page", status: 200, page: await stopAsking(services, arrival, post.visit) };
  const { definition } = arrival.link;
  const outline = outlineOf(definition);
  const hash = draftHash(arrival.token ?? post.visit);
  const draft =
    post.kept || outline.screens.length > 1 || arrival.token !== null ? await findDraft(services.store.db, arrival.link, hash) : null;
  const onScreen = outline.screens[post.screen] ?? [];
  const here = readForm(
    onScreen.filter((question) => post.shown.has(question.key)),
    form,
  );
  const elsewhere = Object.entries(draft?.answers ?? {}).filter(([key]) => outline.places.get(key)?.screen !== post.screen);
  const merged = { ...Object.fromEntries(elsewhere), ...here };
  const { answers, faults } = checkAnswers(definition, merged, { screen: post.screen });
  const startedAt = draft?.startedAt ?? visitStart(post.visit, services.now());
  const state: State = { services, arrival, post, form, hash, answers, startedAt, hasDraft: draft !== null };

  // sent twice at once, the second finds that the first has taken the draft along
  if (post.go === "next" && draft === null && (await wasAnswered(services, arrival))) return closing(state);
  if (post.go === "show" || post.go.startsWith("lang.")) return again(state, {});
  if (post.go === "save") return keep(state, post.screen, { kind: "kept" });
  if (post.go === "back") return move(state, previousScreen(definition, answers, post.screen) ?? post.screen);

  const unseen = screenQuestions(definition, answers, post.screen).filter((question) => !post.shown.has(question.key));
  if (faults.length > 0) return again(state, { faults, status: 422 });
  if (unseen.length > 0) return again(state, { notice: "more" });
  const next = nextScreen(definition, answers, post.screen);
  if (next === null) return finish(state);
  const full = await findFull(services, arrival, answers);
  if (full === null) return move(state, next);
  await turnAway(services, arrival, { visit: post.visit, full, stage: "page" });
  return { kind: "page", status: 200, page: showScreenedOut(arrival, true) };
}

type Post = {
  readonly visit: string;
  readonly screen: number;
  readonly go: string;
  readonly shown: ReadonlySet<string>;
  readonly kept: boolean;
  readonly trap: string;
  readonly proof: string;
  readonly device: string;
};
type State = {
  readonly services: Services;
  readonly arrival: Arrival;
  readonly post: Post;
  readonly form: PostedForm;
  readonly hash: Buffer;
  readonly answers: Answers;
  readonly startedAt: Date | null;
  readonly hasDraft: boolean;
};

function readPost(services: Services, arrival: Arrival, form: PostedForm): Post {
  const text = (name: string) => {
    const value = form[name];
    return typeof value === "string" ? value : (value?.at(-1) ?? "");
  };
  const { definition } = arrival.link;
  const go = text("go");
  const languages = definition.locales.map((one) => `lang.${one}`);
  const screen = Number(text("s"));
  const shown = form.shown ?? [];
  return {
    visit: readVisit(text("d")) ?? newVisit(services),
    screen: Number.isInteger(screen) && screen >= 0 && screen < outlineOf(definition).screens.length ? screen : 0,
    go: ["back", "save", "show", "stop", ...languages].includes(go) ? go : "next",
    shown: new Set(typeof shown === "string" ? [shown] : shown),
    kept: text("k") === "1",
    trap: text("website"),
    proof: text("w"),
    device: text("m"),
  };
}

type Again = {
  readonly faults?: Parameters<typeof renderScreen>[1]["faults"];
  readonly notice?: "more" | "empty";
  readonly status?: number;
};

/** The same screen once more, with everything that was filled in. */
function again({ arrival, post, form, answers, hasDraft }: State, { faults, notice, status }: Again): Taken {
  const page = renderScreen(arrival, {
    visit: post.visit,
    screen: post.screen,
    answers,
    posted: form,
    faults: faults ?? [],
    notice: notice ?? null,
    kept: hasDraft,
  });
  return { kind: "page", status: status ?? 200, page };
}

async function keep(state: State, page: number, then: Taken): Promise<Taken> {
  const { services, arrival, hash, answers } = state;
  const now = services.now();
  // nothing said, nothing kept
  if (!state.hasDraft && !Object.values(answers).some((value) => isAnswered(value) || value === "na")) return then;
  await saveDraft(services.store.db, arrival.link, {
    hash,
    invitationId: arrival.invitation?.id ?? null,
    page,
    locale: arrival.locale,
    answers,
    startedAt: state.startedAt ?? now,
    now,
  });
  return then;
}

/** To another screen by an address of its own, so that reload and the browser's back button do what they always do. */
async function move(state: State, screen: number): Promise<Taken> {
  const { arrival, post } = state;
  const query = new URLSearchParams(arrival.action.split("?")[1] ?? "");
  query.set("d", post.visit);
  query.set("p", String(screen));
  query.set("l", arrival.locale);
  return keep({ ...state, hasDraft: true }, screen, { kind: "moved", to: `/s/${arrival.link.slug}?${query}` });
}

async function finish(state: State): Promise<Taken> {
  const { services, arrival, post, answers } = state;
  const { definition } = arrival.link;
  const whole = checkAnswers(definition, answers);
  const missed = whole.faults[0];
  if (missed !== undefined) {
    const screen = outlineOf(definition).places.get(missed.question)?.screen ?? 0;
    return again({ ...state, post: { ...post, screen } }, { faults: whole.faults, status: 422 });
  }
  if (!Object.values(answers).some((value) => isAnswered(value) || value === "na")) return again(state, { notice: "empty", status: 422 });
  const stored = await completeAnswer(services, {
    arrival,
    visit: post.visit,
    answers,
    startedAt: state.startedAt,
    trap: post.trap,
    proof: post.proof,
    device: post.device,
    kept: state.hasDraft,
  });
  if (stored.status !== "quota_full") return closing(state);
  await endVisit(services, arrival, post.visit);
  return { kind: "page", status: 200, page: showScreenedOut(arrival, true) };
}

/** Whether the personal link has been answered since the visitor came in. */
async function wasAnswered(services: Services, { link, invitation }: Arrival): Promise<boolean> {
  if (invitation === null) return false;
  if (isUsed(services, { tenantId: link.tenantId, id: invitation.id })) return true;
  return isCompleted(services.store.db, link.tenantId, invitation.id);
}

function closing({ arrival, answers }: State): Taken {
  const { definition, series, slug } = arrival.link;
  const isBad = isBadScore(packAnswers(definition, series, answers));
  const [, query] = arrival.action.split("?");
  const context = new URLSearchParams(query ?? "");
  // the call-back form must not know whose answer it follows
  context.delete("t");
  const callback = `/s/${slug}/callback${context.size > 0 ? `?${context}` : ""}`;
  const page = closingPage({
    locale: arrival.locale,
    organisation: arrival.organisation,
    unit: arrival.belonging.unitName ?? null,
    isLarge: arrival.isLarge,
    definition,
    answers,
    isBad,
    action: arrival.action,
    callbackAction: isBad && definition.offerCallback ? callback : null,
  });
  return { kind: "page", status: 200, page };
}

/** The language a post asks for: the one it switches to, else the one its page was in. */
export function localeOfPost(form: PostedForm): string | undefined {
  const go = form.go;
  if (typeof go === "string" && go.startsWith("lang.")) return go.slice(5);
  return typeof form.l === "string" ? form.l : undefined;
}
