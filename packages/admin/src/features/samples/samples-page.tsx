import { api, type SampleSummary } from "@manyi/contracts";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { Table } from "../../ui/table.js";
import { AllocationCard } from "./allocation-card.js";
import { Calculator } from "./calculator.js";
import "./samples.css";

/** Samples that were planned and drawn, and the calculator, always at hand. */
export function SamplesPage() {
  const { t } = useTranslation("samples");
  const may = useMay();
  const navigate = useNavigate();
  const list = useReading(api.samples.list, { query: { limit: 100 } });
  const begin = (
    <Button type="primary" onClick={() => void navigate({ to: "/listen/samples/new" })}>
      {t("new.open")}
    </Button>
  );
  const mayBegin = may("fieldwork:write");
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} actions={mayBegin && (list.data?.items.length ?? 0) > 0 ? begin : undefined} />
      <div className="sample-desk">
        <Card title={t("list.title")} className="sample-list">
          <Loaded query={list} lines={6}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={t("list.none")} about={t("list.noneAbout")} step={mayBegin ? begin : undefined} />
              ) : (
                <List items={items} />
              )
            }
          </Loaded>
        </Card>
        {may("figures:read") ? (
          <>
            <Card title={t("size.title")} caption={t("size.caption")}>
              <Calculator />
            </Card>
            <AllocationCard />
          </>
        ) : null}
      </div>
    </>
  );
}

function List({ items }: { readonly items: readonly SampleSummary[] }) {
  const { t } = useTranslation("samples");
  const format = useFormat();
  return (
    <Table
      caption={t("list.title")}
      rows={items}
      rowKey={({ id }) => id}
      more={(count) => t("list.more", { count })}
      columns={[
        {
          key: "title",
          title: t("list.name"),
          cell: ({ id, title }) => (
            <Link to="/listen/samples/$id" params={{ id }}>
              {title}
            </Link>
          ),
        },
        { key: "day", title: t("list.day"), cell: ({ framedOn }) => format.day(framedOn) },
        { key: "frame", title: t("list.frame"), figure: true, cell: ({ frameN }) => format.count(frameN) },
        {
          key: "method",
          title: t("list.method"),
          cell: ({ method }) => (method === null ? t("list.undrawn") : t(`method.${method}.name`)),
        },
        { key: "drawn", title: t("list.drawn"), figure: true, cell: ({ drawnN }) => format.count(drawnN) },
        { key: "survey", title: t("list.survey"), cell: ({ survey }) => (survey === null ? "—" : format.words(survey.title)) },
        {
          key: "invited",
          title: t("list.invited"),
          figure: true,
          cell: ({ survey, invited }) => format.count(survey === null ? null : invited),
        },
      ]}
    />
  );
}
