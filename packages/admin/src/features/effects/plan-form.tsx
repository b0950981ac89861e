import { api, type EffectPlan, type EffectPreview } from "@manyi/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf, useChange } from "../../api.js";
import { useLocale } from "../../i18n.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { BeforeCard } from "./before-card.js";
import { CandidatesCard } from "./candidates-card.js";
import { OutlookCard } from "./outlook-card.js";
import { type Design, type Draft, designOf } from "./plan-draft.js";
import { PlanFields } from "./plan-fields.js";

/** What a design would show; asked again with every change, the last answer stays until the next is there. */
function usePreview(design: Design | null, comparison: readonly number[] | null) {
  const body = design === null ? null : { ...design, comparison: comparison === null ? null : [...comparison] };
  return useQuery({
    queryKey: ["effects", "preview", JSON.stringify(body)],
    queryFn: ({ signal }): Promise<EffectPreview> => ask(api.effects.preview, { body: body! }, signal),
    enabled: body !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** Left what is agreed on, right what the answers there are say about it. */
export function PlanForm({
  start,
  plan,
  finding,
}: {
  readonly start: Draft;
  /** the one that is agreed on anew */
  readonly plan: EffectPlan | null;
  readonly finding: string | null;
}) {
  const { t } = useTranslation("effects");
  const [draft, setDraft] = useState(start);
  const put = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const design = designOf(draft);
  const preview = usePreview(design, draft.comparison);
  const chosen = draft.comparison ?? preview.data?.comparison ?? [];
  return (
    <div className="effects-plan">
      <Card title={t("plan.what")}>
        <PlanFields draft={draft} onChange={put} />
      </Card>
      <div className="effects-main">
        {design === null ? (
          <Card title={t("outlook.title")}>
            <EmptyState title={t("outlook.none")} about={t("outlook.noneAbout")} />
          </Card>
        ) : (
          <Loaded query={preview} lines={8}>
            {(found) => (
              <>
                <OutlookCard found={found} metric={draft.metric} planned={draft.planned} />
                <CandidatesCard
                  found={found}
                  metric={draft.metric}
                  isProposal={draft.comparison === null}
                  onChoose={(comparison) => put({ comparison })}
                />
                <BeforeCard found={found} design={design} />
              </>
            )}
          </Loaded>
        )}
      </div>
      <Save draft={draft} design={design} comparison={chosen} plan={plan} finding={finding} onChange={put} preview={preview.data} />
    </div>
  );
}

function Save(props: {
  readonly draft: Draft;
  readonly design: Design | null;
  readonly comparison: readonly number[];
  readonly plan: EffectPlan | null;
  readonly finding: string | null;
  readonly preview: EffectPreview | undefined;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation("effects");
  const locale = useLocale();
  const navigate = useNavigate();
  const { draft, design, comparison, plan, finding, preview, onChange } = props;
  const fix = useChange(api.effects.fix, "effects");
  const change = useChange(api.effects.change, "effects");
  const saving = plan === null ? fix : change;
  const isSmall = preview?.cautions.some((code) => code === "SMALL_BASE" || code === "ONE_UNIT_EACH") ?? false;
  const missing = [
    draft.name.trim() === "" ? t("save.name") : "",
    design === null ? t("save.units") : "",
    comparison.length === 0 ? t("save.comparison") : "",
    plan !== null && draft.reason.trim() === "" ? t("save.reason") : "",
  ].filter((word) => word !== "");
  function save(): void {
    if (design === null) return;
    const name = { ...plan?.name, [locale]: draft.name.trim() };
    const what = { ...plan?.what, [locale]: draft.what.trim() };
    const body = { ...design, comparison: [...comparison], name, what };
    const open = ({ id }: { readonly id: string }) => void navigate({ to: "/prove/effect/$id", params: { id } });
    if (plan === null) fix.mutate({ body: { ...body, findingId: finding } }, { onSuccess: open });
    else change.mutate({ params: { id: plan.id }, body: { ...body, reason: draft.reason.trim() } }, { onSuccess: open });
  }
  return (
    <section className="card effects-save" aria-label={t(plan === null ? "save.fix" : "save.change")}>
      {plan === null ? null : (
        <Form layout="vertical" component="div">
          <Form.Item label={t("field.reason")} htmlFor="effect-reason">
            <Input.TextArea
              id="effect-reason"
              rows={2}
              maxLength={500}
              value={draft.reason}
              onChange={({ target }) => onChange({ reason: target.value })}
            />
          </Form.Item>
        </Form>
      )}
      {saving.isError ? <ProblemNotice title={t("save.failed")} problem={problemOf(saving.error)} /> : null}
      <p className="caption">
        {missing.length > 0 ? t("save.missing", { what: missing.join(t("comma")) }) : t(isSmall ? "save.small" : "save.about")}
      </p>
      <Button type="primary" disabled={missing.length > 0} loading={saving.isPending} onClick={save}>
        {t(plan === null ? "save.fix" : "save.change")}
      </Button>
    </section>
  );
}
