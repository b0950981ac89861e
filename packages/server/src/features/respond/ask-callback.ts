import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { checkAnswers, type Locale, type PostedForm, type SurveyDefinition } from "@manyi/core/survey";
import { callbackDonePage, callbackPage } from "@manyi/portal";
import { appendEvent } from "@manyi/store";
import type { Services } from "../../platform/services.js";
import type { Arrival } from "./arrive.js";

const none = {};
/** The fields of the call-back form, so that the engine checks them like any other contact. */
const FIELDS: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: none,
  purpose: none,
  anonymity: "identified",
  layout: "single",
  pages: [
    {
      key: "callback",
      questions: [
        { key: "who", type: "contact", text: none, fields: ["name", "phone", "email"] },
        { key: "about", type: "text", text: none, multiline: true, maxLength: 500 },
      ],
    },
  ],
  closing: none,
  offerCallback: false,
};

/**
 * A wish to be called back, with an identity of the customer's own choice. It is stored apart: neither it nor its event holds anything of
 * the answer, and its day is the only time it keeps.
 */
export async function askCallback(services: Services, arrival: Arrival, form: PostedForm): Promise<{ status: number; page: string }> {
  const text = (name: string) => (typeof form[name] === "string" ? form[name] : "");
  const { link, locale, organisation, belonging } = arrival;
  const view = { locale, organisation, unit: belonging.unitName ?? null, isLarge: arrival.isLarge };
  const posted = { name: text("name"), phone: text("phone"), email: text("email"), about: text("about") };
  const { answers, faults } = checkAnswers(FIELDS, {
    who: { name: posted.name, phone: posted.phone, email: posted.email },
    about: posted.about,
  });
  const who = answers.who as { readonly name: string | null; readonly phone: string | null; readonly email: string | null };
  if (faults.length > 0 || (who.phone === null && who.email === null)) {
    const isAnonymous = link.definition.anonymity === "anonymous";
    return { status: 422, page: callbackPage({ ...view, action: callbackAction(arrival), isAnonymous, posted }) };
  }
  // a form filled in by a machine is thanked and forgotten
  if (text("website") === "") await storeCallback(services, arrival, locale, { ...given(who), note: answers.about });
  return { status: 200, page: callbackDonePage({ ...view, action: arrival.action }) };
}

function given(who: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(who).filter((entry): entry is [string, string] => entry[1] !== null));
}

function callbackAction({ action, link }: Arrival): string {
  const [, query] = action.split("?");
  return `/s/${link.slug}/callback${query === undefined ? "" : `?${query}`}`;
}

async function storeCallback(
  services: Services,
  { link, belonging }: Arrival,
  locale: Locale,
  contact: Record<string, unknown>,
): Promise<void> {
  const id = services.ids.anonymousUuid();
  const now = services.now();
  const day = isoDateOf(localDayOf(now.getTime(), belonging.timeZone));
  await services.store.tx(async (tx) => {
    await tx
      .insertInto("callbacks")
      .values({
        tenant_id: link.tenantId,
        id,
        survey_id: link.surveyId,
        unit_id: belonging.unitId,
        contact: JSON.stringify({ ...contact, locale }),
        asked_on: day,
      })
      .execute();
    await appendEvent(tx, {
      tenantId: link.tenantId,
      type: "callback.asked",
      subjectId: id,
      id: services.ids.anonymousUuid(),
      at: new Date(`${day}T00:00:00Z`),
    });
  });
  services.committed.fire();
}
