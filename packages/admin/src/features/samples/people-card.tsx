import { api, type SampleDetail, type SamplePerson } from "@manyi/contracts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Skeleton } from "../../ui/skeleton.js";
import { type Column, Table } from "../../ui/table.js";

/** Whom chance has chosen, masked, page by page; the file with names is for those who may identify customers. */
export function PeopleCard({ sample, drawn }: { readonly sample: SampleDetail; readonly drawn: NonNullable<SampleDetail["drawn"]> }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const may = useMay();
  const [group, setGroup] = useState<string | null>(null);
  const people = useInfiniteQuery({
    queryKey: ["samples", "people", sample.id, drawn.at, sample.invited, group],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.samples.people,
        {
          params: { id: sample.id },
          query: { limit: 20, ...(group === null ? {} : { group }), ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  const parts = drawn.groups.filter(({ n }) => n !== null && n > 0);
  const isParted = "by" in drawn.design && parts.length > 1;
  const has = (of: (person: SamplePerson) => unknown) => rows.some((person) => of(person) !== null);
  const columns: Column<SamplePerson>[] = [
    { key: "number", title: t("people.number"), cell: ({ externalId, position }) => externalId ?? `#${position + 1}` },
    { key: "name", title: t("people.name"), cell: ({ name }) => name ?? "—" },
    { key: "reach", title: t("people.reach"), cell: ({ reach }) => reach ?? "—" },
    ...(has(({ unit }) => unit)
      ? [{ key: "unit", title: t("by.unit"), cell: ({ unit }: SamplePerson) => (unit === null ? t("unknown") : format.words(unit)) }]
      : []),
    ...(has(({ segment }) => segment)
      ? [
          {
            key: "segment",
            title: t("by.segment"),
            cell: ({ segment }: SamplePerson) => (segment === null ? t("unknown") : format.words(segment)),
          },
        ]
      : []),
    ...(has(({ stratum }) => stratum)
      ? [{ key: "stratum", title: t("by.stratum"), cell: ({ stratum }: SamplePerson) => stratum ?? t("unknown") }]
      : []),
    { key: "chance", title: t("people.chance"), figure: true, cell: ({ probability }) => probability.toPrecision(3) },
    { key: "link", title: t("people.link"), cell: ({ invited }) => (invited ? t("people.has") : "—") },
  ];
  return (
    <Card
      title={t("people.title")}
      caption={t("people.caption", { count: drawn.n, n: format.count(drawn.n) })}
      link={
        may("voices:identify") ? (
          <a href={`/api/v1/samples/${sample.id}/file`} download>
            {t("people.file")}
          </a>
        ) : undefined
      }
      foot={<span>{t(may("voices:identify") ? "people.fileAbout" : "people.noFile")}</span>}
    >
      {isParted ? (
        <div className="sample-row">
          <Select<string | null>
            aria-label={t("people.group")}
            allowClear
            placeholder={t("people.all")}
            value={group}
            popupMatchSelectWidth={false}
            options={parts.map(({ code, label, n }) => ({
              value: code,
              label: `${label === null ? t("unknown") : format.words(label)} · ${format.count(n)}`,
            }))}
            onChange={(chosen) => setGroup(chosen ?? null)}
          />
        </div>
      ) : null}
      {people.isError ? (
        <ProblemNotice problem={problemOf(people.error)} onRetry={() => void people.refetch()} />
      ) : people.isPending ? (
        <Skeleton lines={6} />
      ) : (
        <Table caption={t("people.title")} rows={rows} rowKey={({ position }) => position} columns={columns} pageSize={rows.length} />
      )}
      {people.hasNextPage ? (
        <div className="sample-row">
          <Button loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t("people.more")}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
