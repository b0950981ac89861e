import { api, type ScaleCheck, type SurveyWaves } from "@manyi/contracts";
import { SCALE_LIMITS } from "@manyi/core/scales";
import { Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { Scale } from "./scales-card.js";

type By = (typeof steps)[number];
type Wave = SurveyWaves["waves"][number];
type Row = { readonly key: string; readonly wave: Wave; readonly scale: ScaleCheck };

const steps = ["month", "quarter", "version"] as const;

/** The scales after each wave: by month or quarter of fieldwork, or by version; one of them in full when asked for. */
export function WavesCard({ surveyId, isAnonymous }: { readonly surveyId: number; readonly isAnonymous: boolean }) {
  const { t } = useTranslation("surveys");
  const [by, setBy] = useState<By>("month");
  const found = useReading(api.surveys.waves, { params: { id: surveyId }, query: { by } });
  const picker = (
    <Select<By>
      size="small"
      aria-label={t("waves.by")}
      popupMatchSelectWidth={false}
      value={by}
      // an anonymous survey reports by time and place only
      options={steps.filter((one) => !isAnonymous || one !== "version").map((value) => ({ value, label: t(`waves.step.${value}`) }))}
      onChange={setBy}
    />
  );
  return (
    <Loaded query={found} lines={5}>
      {(waves) => <Waves key={by} found={waves} surveyId={surveyId} picker={picker} />}
    </Loaded>
  );
}

function Waves({ found, surveyId, picker }: { readonly found: SurveyWaves; readonly surveyId: number; readonly picker: ReactNode }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const download = useDownload(found.statement, { survey: surveyId });
  const [open, setOpen] = useState<string | null>(null);
  const rows = found.waves
    .flatMap((wave) => wave.scales.map((scale): Row => ({ key: `${wave.version ?? ""} ${wave.from} ${scale.key}`, wave, scale })))
    .reverse();
  const names = [...new Map(rows.map(({ scale }) => [scale.key, format.words(scale.label)]))];
  const shown = rows.find(({ key }) => key === open);
  const title = t("waves.title");
  const nameOf = ({ version, from, to }: Wave) =>
    version === null ? format.range({ from, to }) : t("waves.version", { version, range: format.range({ from, to }) });
  return (
    <ChartCard
      title={title}
      caption={t("waves.caption")}
      tools={picker}
      table={null}
      foot={<span>{t("waves.foot")}</span>}
      download={
        rows.length === 0
          ? null
          : download(title, {
              columns: [
                t("waves.wave"),
                t("waves.scale"),
                t("scales.item"),
                "n",
                "α",
                t("waves.low"),
                t("waves.high"),
                t("scales.missing"),
                t("scales.total"),
                t("scales.dropped"),
                t("scales.loading"),
                t("scales.floor"),
                t("scales.ceiling"),
              ],
              rows: rows.flatMap(({ wave, scale }) =>
                scale.items.map((item) => [
                  nameOf(wave),
                  format.words(scale.label),
                  format.words(item.label),
                  item.n,
                  scale.alpha,
                  scale.interval?.low ?? null,
                  scale.interval?.high ?? null,
                  item.missingShare,
                  item.itemTotal,
                  item.alphaIfDropped,
                  item.loading,
                  item.floor,
                  item.ceiling,
                ]),
              ),
            })
      }
    >
      {rows.length === 0 ? (
        <p className="quiet">{t("waves.none")}</p>
      ) : (
        names.map(([key, name]) => (
          <section key={key} className="survey-scale">
            <h3>{name}</h3>
            <WaveTable
              caption={`${title} ${name}`}
              rows={rows.filter(({ scale }) => scale.key === key)}
              nameOf={nameOf}
              open={open}
              onOpen={(row) => setOpen((now) => (now === row ? null : row))}
            />
            {shown === undefined || shown.scale.key !== key ? null : (
              <div className="survey-wave">
                <p className="strong">{nameOf(shown.wave)}</p>
                <Scale scale={shown.scale} />
              </div>
            )}
          </section>
        ))
      )}
    </ChartCard>
  );
}

function WaveTable(props: {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly nameOf: (wave: Wave) => string;
  readonly open: string | null;
  readonly onOpen: (key: string) => void;
}) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const { caption, rows, nameOf, open, onOpen } = props;
  const two = (value: number | null) => (value === null ? "—" : format.figure("ratio", value));
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ key }) => key}
      pageSize={12}
      more={(count) => t("waves.more", { count })}
      columns={[
        {
          key: "wave",
          title: t("waves.wave"),
          cell: ({ wave }) => (
            <>
              {nameOf(wave)}{" "}
              {wave.published.length === 0 ? null : (
                <span className="caption">
                  {t("waves.published", { versions: wave.published.map((one) => `v${one}`).join(t("scales.comma")) })}
                </span>
              )}
            </>
          ),
        },
        { key: "n", title: "n", figure: true, cell: ({ scale }) => format.count(scale.n), sort: ({ scale }) => scale.n },
        {
          key: "alpha",
          title: "α",
          figure: true,
          cell: ({ scale: { alpha, interval, n } }) => {
            const isPoor = alpha !== null && alpha < SCALE_LIMITS.alpha && n >= SCALE_LIMITS.people;
            return (
              <>
                {isPoor ? <b className="worse">{two(alpha)}</b> : two(alpha)}{" "}
                {interval === null ? null : <span className="caption">{format.interval("ratio", interval)}</span>}
              </>
            );
          },
          sort: ({ scale }) => scale.alpha,
        },
        { key: "weakest", title: t("waves.weakest"), cell: ({ scale }) => <Weakest scale={scale} /> },
        {
          key: "doubts",
          title: t("waves.doubts"),
          cell: ({ key, scale: { warnings, n } }) => (
            <button type="button" className="link-button" aria-expanded={open === key} onClick={() => onOpen(key)}>
              {n < SCALE_LIMITS.people
                ? t("waves.few")
                : warnings.length === 0
                  ? t("waves.fine")
                  : t("waves.count", { count: new Set(warnings.map(({ code }) => code)).size })}
            </button>
          ),
        },
      ]}
    />
  );
}

/** The item that goes least with the others. */
function Weakest({ scale: { items } }: { readonly scale: ScaleCheck }) {
  const format = useFormat();
  const known = items.flatMap(({ label, itemTotal }) => (itemTotal === null ? [] : [{ label, itemTotal }]));
  const weakest = known.toSorted((a, b) => a.itemTotal - b.itemTotal)[0];
  if (weakest === undefined) return "—";
  return (
    <>
      {format.words(weakest.label)} <span className="caption">{format.figure("ratio", weakest.itemTotal)}</span>
    </>
  );
}
