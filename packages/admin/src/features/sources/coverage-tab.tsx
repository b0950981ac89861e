import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";

type Coverage = Out<typeof api.sources.coverage>;

/** Which places every source hears, and what the silent ones miss. */
export function CoverageTab() {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const coverage = useReading(api.sources.coverage, { query: {} });
  return (
    <Loaded query={coverage} lines={10}>
      {(data) =>
        data.n === 0 ? (
          <div className="source-stack">
            <EmptyState
              title={t("coverage.none")}
              about={t("coverage.noneAbout")}
              step={<PageLink to="/listen/surveys">{t("coverage.toSurveys")}</PageLink>}
            />
            <Silent data={data} />
          </div>
        ) : (
          <div className="source-stack">
            <Silent data={data} />
            <Card
              title={t("coverage.title")}
              caption={format.range(data.period)}
              foot={<span>{t("coverage.foot", { n: format.count(data.n) })}</span>}
            >
              <Matrix data={data} />
            </Card>
            <Missed data={data} />
          </div>
        )
      }
    </Loaded>
  );
}

/** Sources that were heard before, or stand open, and bring nothing now: when they spoke last, and how much they used to say. */
function Silent({ data }: { readonly data: Coverage }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  if (data.silent.length === 0) return null;
  return (
    <Card title={t("coverage.silent")} caption={t("coverage.silentAbout")}>
      <Table
        caption={t("coverage.silent")}
        rows={data.silent}
        rowKey={({ source }) => source}
        pageSize={20}
        columns={[
          {
            key: "source",
            title: t("coverage.source"),
            cell: ({ source, isUnusual }) => (
              <>
                {t(`kind.${source}`, { defaultValue: source })}{" "}
                {isUnusual ? <span className="tag tag-worse">{t("coverage.unusual")}</span> : null}
              </>
            ),
          },
          {
            key: "last",
            title: t("coverage.last"),
            cell: ({ lastOn, quietDays }) =>
              lastOn === null ? t("coverage.never") : t("coverage.lastOn", { day: format.day(lastOn), count: quietDays ?? 0 }),
          },
          {
            key: "rhythm",
            title: t("coverage.rhythm"),
            figure: true,
            cell: ({ perWeek }) => {
              if (perWeek === null) return "—";
              const isOften = perWeek >= 2;
              return t(isOften ? "coverage.perWeek" : "coverage.perMonth", {
                n: format.count(Math.max(1, Math.round(isOften ? perWeek : (perWeek * 52) / 12))),
              });
            },
          },
          {
            key: "missed",
            title: t("coverage.missed"),
            figure: true,
            cell: ({ missed }) => (missed === null ? "—" : format.count(Math.round(missed))),
          },
          {
            key: "open",
            title: t("coverage.open"),
            cell: ({ source, open }) =>
              open === 0
                ? "—"
                : t(source === "survey" || source === "audit" ? `coverage.openFor.${source}` : "coverage.openFor.door", { count: open }),
          },
        ]}
      />
    </Card>
  );
}

function Matrix({ data }: { readonly data: Coverage }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const count = (source: string, touchpointId: number, segmentId: number | null) =>
    data.cells
      .filter(
        (cell) => cell.source === source && cell.touchpointId === touchpointId && (segmentId === null || cell.segmentId === segmentId),
      )
      .reduce((sum, { n }) => sum + n, 0);
  const rows = data.sources.flatMap((source) => [
    { key: source, source, segmentId: null as number | null, name: t(`kind.${source}`, { defaultValue: source }) },
    ...data.segments.map((segment) => ({
      key: `${source} ${segment.id}`,
      source,
      segmentId: segment.id as number | null,
      name: format.words(segment.name),
    })),
  ]);
  const nowhere = (source: string, segmentId: number | null) =>
    data.cells
      .filter((cell) => cell.source === source && cell.touchpointId === null && (segmentId === null || cell.segmentId === segmentId))
      .reduce((sum, { n }) => sum + n, 0);
  return (
    <Table
      caption={t("coverage.title")}
      rows={rows}
      rowKey={({ key }) => key}
      pageSize={80}
      columns={[
        {
          key: "name",
          title: t("coverage.row"),
          cell: ({ name, segmentId }) =>
            segmentId === null ? <span className="strong">{name}</span> : <span className="coverage-segment">{name}</span>,
        },
        ...data.touchpoints.map((touchpoint) => ({
          key: String(touchpoint.id),
          title: format.words(touchpoint.name),
          figure: true,
          cell: ({ source, segmentId }: (typeof rows)[number]) => {
            const n = count(source, touchpoint.id, segmentId);
            if (n > 0) return format.count(n);
            return <span className={segmentId === null ? "tag tag-worse" : "quiet"}>0</span>;
          },
        })),
        {
          key: "none",
          title: t("coverage.noTouchpoint"),
          figure: true,
          cell: ({ source, segmentId }: (typeof rows)[number]) => <span className="quiet">{format.count(nowhere(source, segmentId))}</span>,
        },
      ]}
    />
  );
}

function Missed({ data }: { readonly data: Coverage }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const nameOf = (list: Coverage["touchpoints"], id: number) => format.words(list.find((one) => one.id === id)?.name);
  return (
    <Card title={t("coverage.empty")} caption={t("coverage.emptyAbout")}>
      {data.empty.length === 0 ? (
        <p className="better">{t("coverage.complete")}</p>
      ) : (
        <Table
          caption={t("coverage.empty")}
          rows={data.empty}
          rowKey={(cell) => `${cell.source} ${cell.touchpointId} ${cell.segmentId}`}
          pageSize={12}
          more={(hidden) => t("more", { count: hidden })}
          columns={[
            { key: "source", title: t("coverage.source"), cell: ({ source }) => t(`kind.${source}`, { defaultValue: source }) },
            { key: "touchpoint", title: t("door.touchpoint"), cell: ({ touchpointId }) => nameOf(data.touchpoints, touchpointId) },
            { key: "segment", title: t("coverage.segment"), cell: ({ segmentId }) => nameOf(data.segments, segmentId) },
            {
              key: "missed",
              title: t("coverage.missed"),
              figure: true,
              cell: ({ missed }) => format.count(Math.round(missed)),
              sort: ({ missed }) => missed,
            },
          ]}
        />
      )}
    </Card>
  );
}
