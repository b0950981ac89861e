import { api, type SampleDesign, type SampleDetail } from "@manyi/contracts";
import { sampleSizeForShare } from "@manyi/core/sampling";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Calculator } from "./calculator.js";
import { DesignFields } from "./design-fields.js";
import { type Draft, designOf, firstDraft, isUnfinished } from "./draft.js";
import { GroupTable } from "./group-table.js";

/** Chooses how people are drawn, shows what that takes from each stratum, and draws. */
export function DesignCard(props: {
  readonly sample: SampleDetail;
  readonly onDone: () => void;
  readonly onCancel: (() => void) | undefined;
}) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const { sample, onDone, onCancel } = props;
  const [draft, setDraft] = useState<Draft>(() => firstDraft(sample));
  const [seed, setSeed] = useState("");
  const [isCounting, setIsCounting] = useState(false);
  const draw = useChange(api.samples.draw, "samples");
  const design = designOf(draft);
  const isSeed = seed === "" || /^\d{1,12}$/.test(seed);
  return (
    <Card
      title={t("design.title")}
      caption={t(`method.${draft.method}.about`)}
      link={
        <button type="button" className="link-button" aria-haspopup="dialog" onClick={() => setIsCounting(true)}>
          {t("design.count")}
        </button>
      }
    >
      {sampleSizeForShare(0.05, 0.5, { population: sample.frameN }).isCensusOffered && draft.method !== "census" ? (
        <p className="sample-note">
          {t("design.census", { frame: format.count(sample.frameN) })}{" "}
          <button type="button" className="link-button" onClick={() => setDraft({ ...draft, method: "census" })}>
            {t("design.toCensus")}
          </button>
        </p>
      ) : null}
      <DesignFields sample={sample} draft={draft} onChange={setDraft} />
      {isUnfinished(draft, sample) ? (
        <p className="sample-verdict">{t("design.deviationsNeeded")}</p>
      ) : (
        <Preview id={sample.id} design={design} />
      )}
      <div className="sample-fields">
        <div className="sample-field">
          <span>{t("design.seed")}</span>
          <Input
            aria-label={t("design.seed")}
            inputMode="numeric"
            maxLength={12}
            placeholder={t("design.seedHint")}
            status={isSeed ? "" : "error"}
            value={seed}
            onChange={({ target }) => setSeed(target.value.trim())}
          />
        </div>
      </div>
      <p className="caption">{isSeed ? t("design.seedAbout") : t("design.seedWrong")}</p>
      {draw.isError ? <ProblemNotice problem={problemOf(draw.error)} /> : null}
      <div className="sample-row">
        <Button
          type="primary"
          disabled={!isSeed || isUnfinished(draft, sample)}
          loading={draw.isPending}
          onClick={() =>
            draw.mutate({ params: { id: sample.id }, body: { design, ...(seed === "" ? {} : { seed }) } }, { onSuccess: onDone })
          }
        >
          {t("design.draw")}
        </Button>
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t("design.keep")}</Button>}
        {sample.drawn === null ? null : <span className="caption">{t("design.again", { count: sample.drawn.draws })}</span>}
      </div>
      <Drawer title={t("size.title")} size={480} open={isCounting} onClose={() => setIsCounting(false)} destroyOnHidden>
        <Calculator
          people={sample.frameN}
          onUse={(n) => {
            setDraft({ ...draft, method: n >= sample.frameN ? "census" : draft.method, n: Math.min(n, sample.frameN) });
            setIsCounting(false);
          }}
        />
        <p className="caption">{t("size.useAbout", { people: format.count(sample.frameN) })}</p>
      </Drawer>
    </Card>
  );
}

function Preview({ id, design }: { readonly id: string; readonly design: SampleDesign }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const found = useQuery({
    queryKey: ["samples", "preview", id, design],
    queryFn: ({ signal }) => ask(api.samples.preview, { params: { id }, body: { design } }, signal),
    placeholderData: keepPreviousData,
  });
  if (found.isError) return <ProblemNotice problem={problemOf(found.error)} />;
  if (found.data === undefined) return null;
  const { n, frameN, isExpected, groups } = found.data;
  const values = { n: format.count(Math.round(n)), frame: format.count(frameN), rate: format.figure("percent", (100 * n) / frameN) };
  return (
    <div aria-live="polite">
      <p className="sample-verdict">{t(isExpected ? "design.expected" : "design.exact", values)}</p>
      {groups.length === 0 ? null : <GroupTable caption={t("design.preview")} groups={groups} />}
    </div>
  );
}
