import { html } from "../page/html.js";
import { area, type Frame, field, framed } from "./frame.js";
import { WORDS } from "./words.js";

export type IntakeFault = "needWhat" | "needWhere" | "badEmail" | "badPhone" | "tooLong" | "tooMany";
export type IntakeView = Frame & {
  readonly action: string;
  /** makes a second press of the button harmless */
  readonly clientKey: string;
  readonly units: readonly { readonly id: number; readonly name: string }[];
  readonly unitId: number | null;
  readonly values: {
    readonly what: string;
    readonly remedy: string;
    readonly name: string;
    readonly phone: string;
    readonly email: string;
  };
  readonly faults: Readonly<Partial<Record<"unit" | "what" | "phone" | "email" | "form", IntakeFault>>>;
};

/** The complaint form: no account, works without scripts, keeps what was written when something is missing. */
export function intakePage(view: IntakeView): string {
  const t = WORDS[view.locale];
  const say = (fault: IntakeFault | undefined) => (fault === undefined ? undefined : t[fault]!);
  const faults = Object.entries(view.faults) as [string, IntakeFault][];
  if (view.units.length === 0) return framed(view, t.intakeTitle!, html`<h1>${t.intakeTitle}</h1><p class="due">${t.nobody}</p>`);
  return framed(
    view,
    t.intakeTitle!,
    html`<h1>${t.intakeTitle}</h1><p class="due">${t.intakeLead}</p>
${faults.length > 0 && html`<div class="errs" role="alert" tabindex="-1"><p>${t.fixed}</p><ul>${faults.map(([name, fault]) => html`<li>${name === "form" ? t[fault] : html`<a href="#${name}">${t[fault]}</a>`}</li>`)}</ul></div>`}
<form method="post" action="${view.action}" novalidate>
<input type="hidden" name="key" value="${view.clientKey}"><input type="hidden" name="lang" value="${view.locale}">
<div class="q"><label class="ask" for="unit">${t.where}</label><select class="say" id="unit" name="unit"${view.faults.unit !== undefined && html` aria-invalid="true" aria-describedby="unit-err"`}><option value="">${t.choose}</option>${view.units.map((unit) => html`<option value="${unit.id}"${unit.id === view.unitId && html` selected`}>${unit.name}</option>`)}</select>${view.faults.unit !== undefined && html`<p class="err" id="unit-err">${say(view.faults.unit)}</p>`}</div>
<div class="q">${area("what", t.what!, view.values.what, { help: t.whatHelp!, error: say(view.faults.what), required: true, max: 4000 })}</div>
<div class="q">${area("remedy", t.remedy!, view.values.remedy, { max: 1000 })}</div>
<fieldset class="q"><legend>${t.contactTitle}</legend><p class="help">${t.contactHelp}</p>
${field("name", t.name!, view.values.name, { autocomplete: "name", max: 100 })}${field("phone", t.phone!, view.values.phone, { type: "tel", autocomplete: "tel", error: say(view.faults.phone), max: 40 })}${field("email", t.email!, view.values.email, { type: "email", autocomplete: "email", error: say(view.faults.email), max: 200 })}</fieldset>
<div class="trap" aria-hidden="true"><label>${t.leave}<input name="website" tabindex="-1" autocomplete="off"></label></div>
<div class="acts"><button class="go">${t.submit}</button></div></form>`,
  );
}
