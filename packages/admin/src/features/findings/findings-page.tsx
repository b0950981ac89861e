import { api, type Evidence, type Finding } from "@manyi/contracts";
import { Button, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { useFormat } from "../../format/index.js";
import { useSession } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { figureText } from "./figure-text.js";
import { PlanFinding } from "./plan-finding.js";
import "../../ui/tables.css";
import "./findings.css";

const states = ["proposed", "withdrawn"] as const;

/** What is worth acting on: the figures as they stood, beside those of today. */
export function FindingsPage() {
  const { t } = useTranslation("findings");
  const [state, setState] = useState<(typeof states)[number]>("proposed");
  const list = useReading(api.findings.list, { query: { state } });
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={
          <Select
            aria-label={t("state.label")}
            value={state}
            options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={setState}
          />
        }
      />
      <Loaded query={list} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <Card title={t(`state.${state}`)}>
              <EmptyState
                title={t("empty.title")}
                about={t("empty.about")}
                step={
                  <PageLink to="/understand/drivers" className="button button-primary">
                    {t("empty.step")}
                  </PageLink>
                }
              />
            </Card>
          ) : (
            <div className="findings">
              {items.map((finding) => (
                <FindingCard key={finding.id} finding={finding} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function FindingCard({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation("findings");
  const format = useFormat();
  const words = useMetricWords();
  const { evidence, owner, dueOn, withdrawn } = finding;
  const found = useReading(api.findings.get, { params: { id: finding.id } });
  const isIndirect = evidence.cautions.includes("INDIRECT");
  const place = evidence.place === null ? "" : t(`place.${evidence.place}`, { defaultValue: evidence.place });
  const facts = [
    t(`method.${evidence.method}`, { defaultValue: evidence.method }),
    finding.kind === "driver" || finding.kind === "kano" ? words(finding.question.outcome) : "",
    isIndirect ? "" : `n ${format.count(evidence.n)}`,
    format.range(evidence.statement.period),
    finding.unitName === null ? t("everywhere") : format.words(finding.unitName),
  ];
  return (
    <Card
      title={finding.title}
      caption={[t(`kind.${finding.kind}`), finding.kind === "voice" ? "" : format.words(finding.label), place]
        .filter((fact) => fact !== "")
        .join(" · ")}
      link={withdrawn === null ? <Withdraw id={finding.id} /> : undefined}
      foot={
        <>
          <span>
            {[t("made", { by: finding.createdBy ?? "—", at: format.moment(finding.createdAt) }), ...facts]
              .filter((fact) => fact !== "")
              .join(" · ")}
          </span>
          <span>{t("noCause")}</span>
        </>
      }
    >
      {evidence.quote === undefined ? null : (
        <blockquote lang={evidence.quote.locale} className="findings-quote">
          <PageLink to="/listen/voices" search={{ voice: evidence.quote.voiceId }}>
            {evidence.quote.words}
          </PageLink>
        </blockquote>
      )}
      {isIndirect ? (
        <IndirectFigures finding={finding} />
      ) : (
        <Figures frozen={evidence} current={found.data === undefined ? undefined : found.data.current} />
      )}
      {evidence.isUncertain ? <p className="caption">{t("uncertain")}</p> : null}
      {finding.note === "" ? null : <p>{finding.note}</p>}
      <p className="dense">
        {owner === null ? t("noOwner") : t("owner", { name: owner.name })} ·{" "}
        {dueOn === null ? t("noDue") : t("due", { day: format.day(dueOn) })} <PlanFinding finding={finding} />
        <StartComparison finding={finding} />
      </p>
      {withdrawn === null ? null : (
        <p className="caption">{t("withdrawn", { by: withdrawn.by ?? "—", at: format.moment(withdrawn.at), reason: withdrawn.reason })}</p>
      )}
    </Card>
  );
}

/** From a finding to the question whether what is done about it works: place and measure are filled in. */
function StartComparison({ finding: { id, kind, title, attribute, unitId, state } }: { readonly finding: Finding }) {
  const { t } = useTranslation("findings");
  const { permissions } = useSession();
  if (state !== "proposed" || !permissions.includes("findings:write")) return null;
  const unit = unitId === null ? {} : { unit: unitId };
  // what one customer said names no attribute
  const metric = kind === "voice" ? {} : { metric: `p:${attribute}` };
  return (
    <>
      {" · "}
      <PageLink to="/prove/effect/plan" search={{ finding: id, name: title, ...metric, ...unit }} className="findings-compare">
        {t("compare")}
      </PageLink>
    </>
  );
}

/** Frozen and current side by side; a hidden or missing figure of today is a dash. */
function Figures({ frozen, current }: { readonly frozen: Evidence; readonly current: Evidence | null | undefined }) {
  const { t } = useTranslation("findings");
  const format = useFormat();
  return (
    <table className="table findings-figures">
      <caption className="visually-hidden">{t("figures")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("figure")}</th>
          <th scope="col" className="number">
            {t("frozen", { day: format.range(frozen.statement.period) })}
          </th>
          <th scope="col" className="number">
            {t("now", { days: current ? format.range(current.statement.period) : "" })}
          </th>
        </tr>
      </thead>
      <tbody>
        {frozen.figures.map((figure) => {
          const today = current?.figures.find(({ code }) => code === figure.code);
          return (
            <tr key={figure.code}>
              <td>{t(`code.${figure.code}`, { defaultValue: figure.code })}</td>
              <td className="number">
                <b className="strong">{figureText(format, figure).value}</b>{" "}
                <span className="caption">{figureText(format, figure).interval}</span>
              </td>
              <td className="number">
                {today === undefined ? "—" : figureText(format, today).value}{" "}
                <span className="caption">{today === undefined ? "" : figureText(format, today).interval}</span>
              </td>
            </tr>
          );
        })}
        <tr>
          <td>n</td>
          <td className="number">{format.count(frozen.n)}</td>
          <td className="number">{format.count(current?.n ?? null)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Figures that rest on no answer of ours: they stand as they were found, and nothing is asked again. */
function IndirectFigures({ finding: { evidence, question, kind } }: { readonly finding: Finding }) {
  const { t } = useTranslation("findings");
  const format = useFormat();
  return (
    <>
      <p>
        <span className="tag">{t("indirect")}</span> {kind === "retest" ? question.competitor : ""}
        {kind === "shift" && question.on !== undefined ? t("since", { day: format.day(question.on) }) : ""}
      </p>
      <ul className="dense">
        {evidence.figures.map((figure) => (
          <li key={figure.code}>
            {t(`code.${figure.code}`, { defaultValue: figure.code })} <b className="strong">{figureText(format, figure).value}</b>{" "}
            <span className="caption">
              {figureText(format, figure).interval}{" "}
              {kind === "shift" ? t("periods", { count: figure.n }) : figure.n > 0 ? `n ${format.count(figure.n)}` : t("noBase")}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Withdraw({ id }: { readonly id: string }) {
  const { t } = useTranslation(["findings", "shell"]);
  const { permissions } = useSession();
  const [reason, setReason] = useState("");
  const withdraw = useChange(api.findings.withdraw, "findings");
  if (!permissions.includes("findings:write")) return null;
  return (
    <Popconfirm
      icon={null}
      title={t("withdraw.title")}
      description={
        <>
          <Input.TextArea
            rows={2}
            maxLength={500}
            aria-label={t("withdraw.reason")}
            placeholder={t("withdraw.reason")}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          {withdraw.isError ? <ProblemNotice title={t("withdraw.failed")} problem={problemOf(withdraw.error)} /> : null}
        </>
      }
      okText={t("withdraw.do")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: reason.trim() === "", loading: withdraw.isPending }}
      onConfirm={() => withdraw.mutateAsync({ params: { id }, body: { reason } })}
    >
      <Button type="link" size="small">
        {t("withdraw.open")}
      </Button>
    </Popconfirm>
  );
}
