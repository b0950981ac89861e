import { api, type In } from "@manyi/contracts";
import { Button, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { SizeHelp } from "./size-help.js";

type Query = NonNullable<In<typeof api.population.sampleSize>["query"]> & { readonly answers?: string | undefined };
type Name = "margin" | "answers" | "share" | "promoters" | "detractors" | "population" | "responseRate" | "designEffect";
type Way = "needed" | "affordable";

const START: Query = { of: "share", margin: "5", answers: "385", share: "0.5", promoters: "0.5", detractors: "0.2", level: "0.95" };

/**
 * How many answers a margin needs, or what margin a number of answers gives. Nothing is kept.
 *
 * @param people of the frame at hand, to begin with
 * @param onUse takes the invitations over into a plan
 */
export function Calculator({ people, onUse }: { readonly people?: number; readonly onUse?: (invitations: number) => void }) {
  const { t } = useTranslation("samples");
  const [way, setWay] = useState<Way>("needed");
  const [plan, setPlan] = useState<Query>(people === undefined ? START : { ...START, population: String(people) });
  const names: readonly Name[] = [
    way === "needed" ? "margin" : "answers",
    ...(plan.of === "nps" ? (["promoters", "detractors"] as const) : (["share"] as const)),
    "population",
    "responseRate",
    "designEffect",
  ];
  return (
    <div className="sample-calculator">
      <Segmented<Way>
        aria-label={t("size.way")}
        value={way}
        onChange={setWay}
        options={(["needed", "affordable"] as const).map((value) => ({ value, label: t(`size.ways.${value}`) }))}
      />
      <div className="sample-fields">
        <div className="sample-field">
          <span>{t("size.of")}</span>
          <Select<"share" | "nps">
            aria-label={t("size.of")}
            value={plan.of ?? "share"}
            options={(["share", "nps"] as const).map((value) => ({ value, label: t(`size.ofs.${value}`) }))}
            onChange={(of) => setPlan({ ...plan, of })}
          />
        </div>
        <div className="sample-field">
          <span>{t("size.level")}</span>
          <Select<"0.9" | "0.95" | "0.99">
            aria-label={t("size.level")}
            value={plan.level ?? "0.95"}
            options={(["0.9", "0.95", "0.99"] as const).map((value) => ({ value, label: `${Math.round(100 * Number(value))}%` }))}
            onChange={(level) => setPlan({ ...plan, level })}
          />
        </div>
        {names.map((name) => (
          <div key={name} className="sample-field">
            <span>{t(`size.${name}`)}</span>
            <Input
              aria-label={t(`size.${name}`)}
              inputMode="decimal"
              placeholder={t(`size.hint.${name}`, { defaultValue: "" })}
              value={plan[name] ?? ""}
              onChange={({ target }) => setPlan({ ...plan, [name]: target.value === "" ? undefined : target.value })}
            />
          </div>
        ))}
      </div>
      <div aria-live="polite">{way === "needed" ? <Needed plan={plan} onUse={onUse} /> : <Affordable plan={plan} onUse={onUse} />}</div>
      <SizeHelp />
    </div>
  );
}

type Result = { readonly plan: Query; readonly onUse: ((invitations: number) => void) | undefined };

function Needed({ plan: { answers: _, ...query }, onUse }: Result) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const found = useReading(api.population.sampleSize, { query });
  if (found.isError) return <ProblemNotice problem={problemOf(found.error)} />;
  if (found.data === undefined) return null;
  const { base, afterPopulation, completes, invitations, isCensusOffered } = found.data;
  const isBounded = query.population !== undefined;
  return (
    <>
      <Facts
        facts={[
          [t("size.completes"), format.count(completes)],
          [t("size.invitations"), format.count(invitations)],
        ]}
      />
      <p className="caption">
        {t(query.of === "nps" ? "size.formulaNps" : "size.formulaShare", { base: base.toFixed(2) })}
        {isBounded ? ` ${t("size.formulaFinite", { n: afterPopulation.toFixed(2) })}` : ""}{" "}
        {t("size.rounded", { n: format.count(completes) })}
      </p>
      {query.responseRate === undefined ? <p className="caption">{t("size.noRate")}</p> : null}
      {isCensusOffered ? <p className="sample-note">{t("size.census", { people: query.population })}</p> : null}
      <Use n={invitations} onUse={onUse} />
    </>
  );
}

function Affordable({ plan: { margin: _, ...query }, onUse }: Result) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const found = useReading(api.population.marginOfError, { query });
  if (found.isError) return <ProblemNotice problem={problemOf(found.error)} />;
  if (found.data === undefined) return null;
  const { margin, invitations } = found.data;
  return (
    <>
      <Facts
        facts={[
          [t("size.gives"), `± ${margin.toFixed(2)} ${t("size.points")}`],
          [t("size.invitations"), format.count(invitations)],
        ]}
      />
      <p className="caption">{t("size.formulaMargin")}</p>
      <Use n={invitations} onUse={onUse} />
    </>
  );
}

function Use({ n, onUse }: { readonly n: number; readonly onUse: ((invitations: number) => void) | undefined }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  if (onUse === undefined) return null;
  return (
    <Button type="primary" onClick={() => onUse(n)}>
      {t("size.use", { n: format.count(n) })}
    </Button>
  );
}

/** A few numbers, each under its name. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="sample-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
