import type { EffectCandidate, EffectPreview } from "@manyi/contracts";
import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { BaseMark } from "../../figures/base-mark.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";
import { useEffectWords } from "./words.js";

const SHOWN = 16;

/** Which units compare: level, trend and base before, the most alike first; every choice is the reader's. */
export function CandidatesCard(props: {
  readonly found: EffectPreview;
  readonly metric: string;
  /** nobody has chosen yet: what is ticked is proposed */
  readonly isProposal: boolean;
  readonly onChoose: (comparison: readonly number[] | null) => void;
}) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const { found, metric, isProposal, onChoose } = props;
  const words = useEffectWords(metric);
  const chosen = new Set(found.comparison);
  const toggle = (id: number) => onChoose(chosen.has(id) ? found.comparison.filter((one) => one !== id) : [...found.comparison, id]);
  const rows = [
    ...found.treated.map((one) => ({ ...one, isTreated: true })),
    ...found.candidates.map((one) => ({ ...one, isTreated: false })),
  ];
  const note = ({ left, busy, unit }: EffectCandidate) =>
    [
      left === null ? "" : t(`left.${left}`),
      busy.length === 0 || !found.candidates.some((one) => one.unit.id === unit.id)
        ? ""
        : t("candidates.busy", { names: busy.map((name) => format.words(name)).join(t("comma")) }),
    ]
      .filter((word) => word !== "")
      .join(" · ");
  return (
    <Card
      title={t("candidates.title")}
      caption={t(isProposal ? "candidates.proposed" : "candidates.chosen", { count: chosen.size })}
      link={
        isProposal ? undefined : (
          <button type="button" className="link-button" onClick={() => onChoose(null)}>
            {t("candidates.again")}
          </button>
        )
      }
      foot={<span>{t("candidates.foot", { count: found.window.earlier.length + 1, range: format.range(found.window.before) })}</span>}
    >
      {found.candidates.length === 0 ? (
        <EmptyState title={t("candidates.none")} about={t("candidates.noneAbout")} />
      ) : (
        <Table
          caption={t("candidates.title")}
          rows={rows}
          rowKey={({ unit }) => unit.id}
          pageSize={SHOWN}
          more={(count) => t("more", { count })}
          columns={[
            {
              key: "unit",
              title: t("column.unit"),
              cell: ({ unit, isTreated }) =>
                isTreated ? (
                  <span className="nowrap">
                    <i className="effects-dot" data-group="treated" aria-hidden="true" /> {format.words(unit.name)}{" "}
                    <span className="caption">{t("group.treated")}</span>
                  </span>
                ) : (
                  <Checkbox checked={chosen.has(unit.id)} onChange={() => toggle(unit.id)}>
                    {format.words(unit.name)}
                  </Checkbox>
                ),
            },
            {
              key: "level",
              title: t("candidates.level"),
              figure: true,
              cell: ({ figure }) => (
                <>
                  <Value figure={figure} /> <BaseMark figure={figure} />
                </>
              ),
            },
            { key: "trend", title: t("candidates.trend"), figure: true, cell: ({ trend }) => words.difference(trend) },
            {
              key: "distance",
              title: t("candidates.distance"),
              figure: true,
              cell: ({ distance }) => (distance === null ? "—" : words.size(distance)),
            },
            { key: "note", title: t("candidates.note"), cell: (row) => <span className="caption nowrap">{note(row)}</span> },
          ]}
        />
      )}
    </Card>
  );
}
