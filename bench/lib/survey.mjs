import { createHash, randomBytes } from "node:crypto";
import { seriesOf, surveyTemplates } from "@manyi/core/survey";
import { uuidv7 } from "@manyi/store";

const json = JSON.stringify;
const OWN = 1;

/** A published NPS survey of identified customers at one store, written straight into the database, with a link and as many API keys as wanted. */
export async function publishSurvey(store, { keys }) {
  const now = new Date();
  const definition = { ...surveyTemplates().find(({ code }) => code === "nps").definition, anonymity: "identified" };
  const slug = `bench-${randomBytes(4).toString("hex")}`;
  const secrets = Array.from({ length: keys }, makeSecret);
  await store.tx(async (tx) => {
    const unit = {
      tenant_id: OWN,
      id: 1,
      type: "store",
      code: "S1",
      name: json({ en: "Store" }),
      time_zone: "Asia/Shanghai",
      path: "/1/",
      created_at: now,
    };
    await tx.insertInto("org_units").values(unit).execute();
    const survey = { tenant_id: OWN, id: 1, key: "bench", title: json(definition.title), state: "published", anonymity: "identified" };
    await tx
      .insertInto("surveys")
      .values({ ...survey, draft: json(definition), draft_saved_at: now, current_version: 1, created_at: now })
      .execute();
    const version = { tenant_id: OWN, survey_id: 1, number: 1, definition: json(definition), series: json(seriesOf(definition, [])) };
    await tx
      .insertInto("survey_versions")
      .values({ ...version, published_at: now })
      .execute();
    const link = { tenant_id: OWN, id: uuidv7(), slug, survey_id: 1, label: "bench", channel: "qr", unit_id: 1, created_at: now };
    await tx.insertInto("survey_links").values(link).execute();
    for (const { prefix, secret } of secrets) {
      const hash = createHash("sha256").update(secret).digest();
      const key = { tenant_id: OWN, id: uuidv7(), prefix, secret_hash: hash, name: "bench", permissions: json(["surveys:write"]) };
      await tx
        .insertInto("api_keys")
        .values({ ...key, expires_at: new Date(now.getTime() + 86_400_000), created_at: now })
        .execute();
    }
  });
  return { surveyId: 1, slug, keys: secrets.map(({ secret }) => secret) };
}

function makeSecret() {
  const prefix = `mk_${randomBytes(6).toString("base64url")}`;
  return { prefix, secret: `${prefix}_${randomBytes(24).toString("base64url")}` };
}
