import type { SampleDetail } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";

/** Source, who was left out and why, and what remains: it adds up. */
export function FrameCard({ sample }: { readonly sample: SampleDetail }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const { sourceN, frameN, exclusions, filters } = sample;
  const left = sourceN - frameN;
  const share = (n: number) => (sourceN === 0 ? "—" : format.figure("percent", (100 * n) / sourceN));
  const narrowed = [
    format.words(filters.unit ?? undefined),
    format.words(filters.segment ?? undefined),
    t(`contact.${filters.contact}`),
    filters.restDays === 0 ? t("frame.noRest") : t("frame.rest", { count: filters.restDays }),
  ].filter((part) => part !== "");
  const rows = [
    { key: "source", name: t("frame.source"), n: sourceN, about: "" },
    ...exclusions.map(({ reason, n }) => ({ key: reason, name: `− ${t(`reason.${reason}.name`)}`, n, about: t(`reason.${reason}.about`) })),
    { key: "frame", name: t("frame.frame"), n: frameN, about: "" },
  ];
  return (
    <Card
      title={t("frame.title")}
      caption={narrowed.join(" · ")}
      foot={<span>{t("frame.sum", { frame: format.count(frameN), left: format.count(left), source: format.count(sourceN) })}</span>}
    >
      {frameN === 0 ? <EmptyState title={t("frame.empty")} about={t("frame.emptyAbout")} /> : null}
      <Table
        caption={t("frame.title")}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "name",
            title: t("frame.people"),
            cell: ({ key, name, about }) => (
              <>
                <span className={key === "source" || key === "frame" ? "strong" : undefined}>{name}</span>
                {about === "" ? null : <span className="sample-why">{about}</span>}
              </>
            ),
          },
          { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n) },
          { key: "share", title: t("frame.share"), figure: true, cell: ({ n }) => share(n) },
        ]}
      />
    </Card>
  );
}

/** How much of each stratum the frame reaches, against known numbers of people. */
export function CoverageCard({ coverage }: { readonly coverage: SampleDetail["coverage"][number] }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const { dimension, source, version, asOf, levels, outside } = coverage;
  const isOver = levels.some(({ share }) => (share ?? 0) > 1);
  return (
    <Card
      title={t("coverage.title", { dimension: t(`by.${dimension}`) })}
      caption={t("coverage.caption")}
      foot={
        <span>
          {t("coverage.source", { source, version, day: format.day(asOf) })}
          {outside === 0 ? "" : ` ${t("coverage.outside", { count: outside, n: format.count(outside) })}`}
          {isOver ? ` ${t("coverage.over")}` : ""}
        </span>
      }
    >
      <Table
        caption={t("coverage.title", { dimension: t(`by.${dimension}`) })}
        rows={levels}
        rowKey={({ label }) => format.words(label)}
        columns={[
          { key: "level", title: t(`by.${dimension}`), cell: ({ label }) => format.words(label) },
          { key: "people", title: t("coverage.people"), figure: true, cell: ({ people }) => format.count(people) },
          { key: "n", title: t("coverage.n"), figure: true, cell: ({ n }) => format.count(n) },
          {
            key: "share",
            title: t("coverage.share"),
            figure: true,
            cell: ({ share }) => (share === null ? "—" : format.figure("percent", 100 * share)),
          },
        ]}
      />
    </Card>
  );
}
