import { api, type ExpectationShift } from "@manyi/contracts";
import { displayP } from "@manyi/core/format";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useOriginFacts } from "../../figures/origin.js";
import { type Format, useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

/** Series of indirect evidence whose level changed, one line each; whatever may be chance stays unsaid. */
export function ShiftsCard() {
  const { t } = useTranslation("expectation");
  const { data } = useReading(api.expectationSources.shifts, {});
  if (data === undefined || data.tested + data.short === 0) return null;
  const { shifts, tested, short, fewest } = data;
  return (
    <Card
      className="expectation-shifts"
      title={t("shifts.title")}
      caption={t("shifts.caption")}
      link={<span className="tag">{t("indirect.tag")}</span>}
      foot={<span>{t("shifts.foot", { tested, short })}</span>}
    >
      {shifts.length === 0 ? (
        <p className="quiet">{tested === 0 ? t("shifts.few", { fewest }) : t("shifts.none")}</p>
      ) : (
        <ul className="expectation-shift-list">
          {shifts.map((shift) => (
            <ShiftLine key={shift.series} shift={shift} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ShiftLine({ shift }: { readonly shift: ExpectationShift }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const facts = useOriginFacts();
  const may = useMay();
  const navigate = useNavigate();
  const start = useChange(api.expectationSources.startFinding, "findings");
  const { measure, kind, label, on, before, after, by, p, points, series, attribute } = shift;
  const what = format.words(label);
  const days = { from: points[0]!.start, to: points.at(-1)!.start };
  return (
    <li>
      <p>
        <b className="strong">{measure === "share" ? t("shifts.share", { what, kind: t(`shifts.kind.${kind}`) }) : what}</b>{" "}
        {t("shifts.line", {
          on: format.day(on),
          before: valueText(shift, before.mean, format),
          after: valueText(shift, after.mean, format),
        })}{" "}
        {attribute !== null && may("findings:write") ? (
          <button
            type="button"
            className="link-button"
            disabled={start.isPending}
            onClick={() =>
              start.mutate(
                { body: { series, title: t("shifts.suggestion", { what }) } },
                { onSuccess: () => void navigate({ to: "/act/findings" }) },
              )
            }
          >
            {t("shifts.start")}
          </button>
        ) : null}
      </p>
      <p className="caption">
        {t(`shifts.periods.${by}`, { before: before.n, after: after.n })} · {t("shifts.chance", { p: displayP(p) })} ·{" "}
        {facts({ ...shift, method: null, ...days })}
      </p>
      {start.isError ? <ProblemNotice title={t("shifts.failed")} problem={problemOf(start.error)} /> : null}
    </li>
  );
}

function valueText({ measure, unit }: ExpectationShift, value: number, format: Format): string {
  if (measure === "share") return format.figure("percent", 100 * value);
  return `${format.figure("mean", value)}${unit === "%" ? "%" : ` ${unit}`}`.trim();
}
