import { createHmac } from "node:crypto";
import type { Answers, SurveyDefinition } from "@manyi/core/survey";
import { visibleQuestions } from "@manyi/core/survey";
import type { Vault } from "../../platform/vault.js";

const keys = new WeakMap<Vault, string>();
/** What a page keeps on a device, as our own script spells it, or what another system calls it. */
const DEVICE = /^[\w.:-]{6,64}$/;

/**
 * Marks by which a second answer to the same survey is recognised: of the device, unless it is one that many people use, and of each
 * contact left. Keyed hashes that differ from survey to survey, so that they join nothing else. Never asked for in anonymous surveys.
 */
export function marksOf(
  vault: Vault,
  survey: { readonly tenantId: number; readonly surveyId: number; readonly channel: string; readonly definition: SurveyDefinition },
  answers: Answers,
  device: string,
): string[] {
  const { definition, channel } = survey;
  if (definition.anonymity === "anonymous") return [];
  const said: string[] = [];
  if (channel !== "kiosk" && DEVICE.test(device)) said.push(`device ${device}`);
  for (const question of visibleQuestions(definition, answers)) {
    const given = question.type === "contact" ? answers[question.key] : null;
    if (typeof given !== "object" || given === null || Array.isArray(given)) continue;
    const { phone, email } = given as Readonly<Record<string, unknown>>;
    for (const contact of [phone, email]) if (typeof contact === "string" && contact.trim() !== "") said.push(`contact ${plain(contact)}`);
  }
  return said.map((text) => keyed(vault, `${survey.tenantId} ${survey.surveyId} ${text}`));
}

/** The mark that a contact leaves in answers to one survey. */
export function contactMark(vault: Vault, tenantId: number, surveyId: number, contact: string): string {
  return keyed(vault, `${tenantId} ${surveyId} contact ${plain(contact)}`);
}

function plain(contact: string): string {
  return contact.toLowerCase().replace(/[\s()-]/g, "");
}

function keyed(vault: Vault, text: string): string {
  let key = keys.get(vault);
  if (key === undefined) {
    key = vault.secret("answer marks");
    keys.set(vault, key);
  }
  return createHmac("sha256", key).update(text).digest("base64url").slice(0, 22);
}
