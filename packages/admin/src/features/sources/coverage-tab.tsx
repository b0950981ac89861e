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
          <EmptyState
            title={t("coverage.none")}
            about={t("coverage.noneAbout")}
            step={<PageLink to="/listen/surveys">{t("coverage.toSurveys")}</PageLink>}
          />
        ) : (
          <div className="source-stack">
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
