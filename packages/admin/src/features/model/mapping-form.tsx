import { api, type Out } from "@manyi/contracts";
import { latentsOfIndexModel } from "@manyi/core/models";
import { Button, InputNumber, Select } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Settings = Out<typeof api.analysis.modelSettings>;
type Definition = NonNullable<Settings["definition"]>;
type Latent = keyof Definition["items"];
const kinds = ["CCSI", "ECSI", "ACSI"] as const;
type Kind = (typeof kinds)[number];

/** Which questions stand for which part; a guess to begin with, every saving a version. */
export function MappingForm({ onSaved }: { readonly onSaved: () => void }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const [wish, setWish] = useState<{ survey?: number; kind?: Kind }>({});
  const settings = useReading(api.analysis.modelSettings, { query: wish });
  return (
    <Loaded query={settings} lines={8}>
      {(found) => (
        <div className="model-form">
          <p className="quiet">{t(found.isGuess ? "mapping.guess" : "mapping.saved", { version: found.version })}</p>
          <Labelled label={t("mapping.survey")}>
            {(id) => (
              <Select
                id={id}
                value={found.definition?.surveyId ?? null}
                options={found.surveys.map(({ id, title }) => ({ value: id, label: format.words(title) }))}
                onChange={(survey) => setWish((now) => ({ ...now, ...(survey === null ? {} : { survey }) }))}
              />
            )}
          </Labelled>
          <Labelled label={t("mapping.kind")}>
            {(id) => (
              <Select<Kind>
                id={id}
                value={found.definition?.kind ?? "CCSI"}
                options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
                onChange={(kind) => setWish((now) => ({ ...now, kind }))}
              />
            )}
          </Labelled>
          {found.definition === null ? (
            <p>{t("none.survey")}</p>
          ) : (
            <Items
              key={`${found.version} ${found.definition.surveyId} ${found.definition.kind}`}
              found={found}
              definition={found.definition}
              onSaved={onSaved}
            />
          )}
          <History history={found.history} />
        </div>
      )}
    </Loaded>
  );
}

function Items({
  found,
  definition,
  onSaved,
}: {
  readonly found: Settings;
  readonly definition: Definition;
  readonly onSaved: () => void;
}) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const [items, setItems] = useState(definition.items);
  const [weights, setWeights] = useState(definition.weights);
  const [three, setThree] = useState<readonly (string | null)[]>(definition.threeItems ?? [null, null, null]);
  const [threeWeights, setThreeWeights] = useState<readonly (number | null)[]>(definition.threeWeights ?? [null, null, null]);
  const save = useChange(api.analysis.saveModel, "analysis");
  const used = new Set(Object.values(items).flatMap((codes) => codes ?? []));
  const options = found.questions.map(({ code, label, min, max }) => ({ value: code, label: `${format.words(label)} · ${min}–${max}` }));
  const latents = latentsOfIndexModel(definition.kind) as Latent[];
  const [a, b, c] = three;
  const threeItems: [string, string, string] | null = a && b && c ? [a, b, c] : null;
  const [x, y, z] = threeWeights;
  const { surveyId, kind } = definition;
  const send = () =>
    save.mutate(
      { body: { version: found.version, surveyId, kind, items, weights, threeItems, threeWeights: x && y && z ? [x, y, z] : null } },
      { onSuccess: onSaved },
    );
  return (
    <>
      {latents.map((latent) => (
        <Labelled key={latent} label={t(`latent.${latent}`)}>
          {(id) => (
            <Select<string[]>
              id={id}
              mode="multiple"
              value={[...(items[latent] ?? [])]}
              placeholder={t("mapping.empty")}
              showSearch={{ optionFilterProp: "label" }}
              options={options.filter(({ value }) => !used.has(value) || items[latent]?.includes(value))}
              onChange={(codes) => setItems((now) => ({ ...now, [latent]: codes }))}
            />
          )}
        </Labelled>
      ))}
      {found.leftOut.length === 0 ? null : (
        <p className="caption">
          {t("mapping.leftOut", {
            names: found.leftOut
              .map((code) => format.words(found.questions.find((one) => one.code === code)?.label) || code)
              .join(t("comma")),
          })}
        </p>
      )}
      <h3>{t("tree.title")}</h3>
      <div className="model-weights">
        {found.questions
          .filter(({ code }) => code.startsWith("p:"))
          .map(({ code, label }) => (
            <Labelled key={code} label={format.words(label)}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={0.1}
                  max={1000}
                  step={0.5}
                  placeholder={t("mapping.own")}
                  value={weights[code] ?? null}
                  onChange={(weight) =>
                    setWeights((now) => {
                      const { [code]: _, ...rest } = now;
                      return weight === null ? rest : { ...rest, [code]: weight };
                    })
                  }
                />
              )}
            </Labelled>
          ))}
      </div>
      <h3>{t("three.title")}</h3>
      {(["overall", "expected", "ideal"] as const).map((part, i) => (
        <Labelled key={part} label={t(`three.${part}`)}>
          {(id) => (
            <span className="model-three">
              <Select
                id={id}
                allowClear
                value={three[i] ?? null}
                placeholder={t("mapping.empty")}
                options={options}
                onChange={(code: string | null | undefined) => setThree((now) => now.map((one, at) => (at === i ? (code ?? null) : one)))}
              />
              <InputNumber
                min={0.01}
                max={1000}
                step={1}
                aria-label={t("three.weightOf", { name: t(`three.${part}`) })}
                placeholder={t("three.alike")}
                value={threeWeights[i] ?? null}
                onChange={(weight) => setThreeWeights((now) => now.map((one, at) => (at === i ? weight : one)))}
              />
            </span>
          )}
        </Labelled>
      ))}
      <p className="caption">{t("three.weightsAbout")}</p>
      {save.isError ? <ProblemNotice title={t("mapping.failed")} problem={problemOf(save.error)} /> : null}
      <Button type="primary" loading={save.isPending} onClick={send}>
        {t("mapping.save", { version: found.version + 1 })}
      </Button>
    </>
  );
}

function History({ history }: { readonly history: Settings["history"] }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  if (history.length === 0) return null;
  return (
    <section>
      <h3>{t("mapping.history")}</h3>
      <ul>
        {history.map(({ version, kind, by, at }) => (
          <li key={version} className="caption">
            v{version} · {t(`kind.${kind}`)} · {by ?? "—"} · {format.moment(at)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="model-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
