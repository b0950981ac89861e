import { type Html, html } from "../page/html.js";
import { area, type Frame, field, framed } from "./frame.js";
import { WORDS } from "./words.js";

export type TrackView = Frame & {
  readonly reference: string;
  readonly secret: string;
  /** key of the headline: `state_…` */
  readonly headline: string;
  readonly owner: string | null;
  /** until when, spelled; null when nothing is due */
  readonly due: string | null;
  readonly isOverdue: boolean;
  /** done steps as event types, with their times spelled */
  readonly steps: readonly { readonly type: string; readonly at: string }[];
  readonly pending: "customer" | "answer" | "facts" | "us" | null;
  readonly description: string;
  readonly question: string | null;
  readonly answer: { readonly cause: string; readonly remedy: string; readonly apology: string } | null;
  readonly may: ReadonlySet<"accept" | "verify" | "facts" | "contact" | "reopen" | "withdraw">;
  readonly isNew: boolean;
  readonly isSaved: boolean;
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
};

/** The customer's page of a case: every step in plain words, and the last word on whether it is solved. */
export function trackPage(view: TrackView): string {
  const t = WORDS[view.locale];
  const form = (action: string, body: Html) =>
    html`<form method="post" action="/track"><input type="hidden" name="c" value="${view.reference}"><input type="hidden" name="k" value="${view.secret}"><input type="hidden" name="lang" value="${view.locale}">${action !== "" && html`<input type="hidden" name="do" value="${action}">`}${body}</form>`;
  const pair = (yes: string, yesDo: string, no: string, noDo: string) =>
    html`<div class="two"><button class="go even" name="do" value="${yesDo}">${yes}</button><button class="go even" name="do" value="${noDo}">${no}</button></div>`;
  const fold = (title: string, body: Html) => html`<details><summary>${title}</summary>${body}</details>`;
  const send = (label: string) => html`<button class="go">${label}</button>`;
  return framed(
    view,
    view.reference,
    html`${view.isNew && html`<div class="keep"><p>${t.keep}</p><strong>${view.reference}</strong><p>${t.keepHelp}</p></div>`}
${view.isSaved && html`<p class="tell" role="status">${t.saved}</p>`}
<p class="ref">${view.reference}</p><h1>${t[view.headline]}</h1>
<p class="due">${view.owner !== null && html`${t.owner} ${view.owner}`}${view.owner !== null && (view.due !== null || view.isOverdue) && " · "}${view.isOverdue ? t.overdue : view.due !== null && t[view.pending === "us" ? "until" : "by"]!.replace("{at}", view.due)}</p>
<ol class="steps">${view.steps.map((step) => html`<li><span>${t[`step_${step.type}`]}</span><time>${step.at}</time></li>`)}${view.pending !== null && html`<li class="now" aria-current="step"><span>${t[`pending_${view.pending}`]}</span><time>${t.now}</time></li>`}</ol>
${view.question !== null && html`<div class="ans"><dl><dt>${t.askedYou}</dt><dd>${view.question}</dd></dl></div>`}
${view.answer === null ? html`<div class="ans"><dl><dt>${t.yourWords}</dt><dd>${view.description}</dd></dl></div>` : html`<div class="ans"><dl>${view.answer.cause !== "" && html`<dt>${t.cause}</dt><dd>${view.answer.cause}</dd>`}${view.answer.remedy !== "" && html`<dt>${t.remedyDone}</dt><dd>${view.answer.remedy}</dd>`}${view.answer.apology !== "" && html`<dt>${t.apology}</dt><dd>${view.answer.apology}</dd>`}</dl></div>`}
${view.may.has("verify") && form("", html`<h2>${t.solvedQ}</h2><p class="help">${t.solvedHelp}</p>${handling(view)}<div class="q">${area("note", t.sayMore!, "", { max: 2000 })}</div>${pair(t.yes!, "solved", t.no!, "not_solved")}`)}
${view.may.has("accept") && form("", html`<h2>${t.acceptQ}</h2><p class="help">${t.solvedHelp!.replace(t.no!, t.reject!)}</p><div class="q">${area("note", t.sayMore!, "", { max: 2000 })}</div>${pair(t.accept!, "accept", t.reject!, "reject")}`)}
${view.may.has("reopen") && fold(t.reopen!, form("reopen", html`${area("note", t.reopenLabel!, "", { required: true, max: 2000 })}${send(t.send!)}`))}
${view.may.has("facts") && fold(t.addFacts!, form("facts", html`${area("facts", t.addFactsLabel!, "", { required: true, max: 4000 })}${send(t.send!)}`))}
${view.may.has("contact") && fold(t.changeContact!, form("contact", html`${field("name", t.name!, view.contact.name, { autocomplete: "name", max: 100 })}${field("phone", t.phone!, view.contact.phone, { type: "tel", autocomplete: "tel", max: 40 })}${field("email", t.email!, view.contact.email, { type: "email", autocomplete: "email", max: 200 })}${send(t.save!)}`))}
${fold(t.routes!, html`<p class="help">${t.routesLead}</p><ul><li>${t.route1}</li><li>${t.route2}</li><li>${t.route3}</li><li>${t.route4}</li><li>${t.route5}</li></ul>`)}
${view.may.has("withdraw") && fold(t.withdraw!, form("withdraw", html`${area("why", t.withdrawLabel!, "", { max: 1000 })}${send(t.withdraw!)}`))}`,
  );
}

/** Satisfaction with the handling, 1–5, nothing preselected. */
function handling(view: TrackView): Html {
  const t = WORDS[view.locale];
  return html`<fieldset class="q"><legend>${t.handlingQ}</legend><div class="cells c5">${[1, 2, 3, 4, 5].map((score) => html`<label class="cell"><input type="radio" name="score" value="${score}"><span class="b">${score}</span></label>`)}<p class="ends"><span>1 ${t.low}</span><span>5 ${t.high}</span></p></div></fieldset>`;
}
