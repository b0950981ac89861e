import { PlusOutlined } from "@ant-design/icons";
import { api, type InterviewGuide } from "@manyi/contracts";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { GuideForm } from "./guide-form.js";
import { PlanForm } from "./plan-form.js";
import { ReportCard } from "./report-card.js";
import { ThemesCard } from "./themes-card.js";
import "./interviews.css";

/** Long talks with few customers: guides, the plan, what came of it. */
export function InterviewsPage() {
  const { t } = useTranslation("interviews");
  const format = useFormat();
  const may = useMay()("fieldwork:write");
  const guides = useReading(api.interviews.guides, {});
  const list = useReading(api.interviews.list, { query: { limit: 100 } });
  const [guide, setGuide] = useState<InterviewGuide | "new" | null>(null);
  const [isPlanning, setPlanning] = useState(false);
  const known = guides.data?.items ?? [];
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={
          may ? (
            <>
              <Button onClick={() => setGuide("new")}>{t("guide.make")}</Button>
              <Button type="primary" icon={<PlusOutlined />} disabled={known.length === 0} onClick={() => setPlanning(true)}>
                {t("plan.do")}
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="interviews">
        <ReportCard />
        <ThemesCard />
        <Card title={t("list.title")} caption={t("list.caption")}>
          <Loaded query={list} lines={5}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState
                  title={t("list.none")}
                  about={t("list.noneAbout")}
                  step={
                    may ? (
                      <Button onClick={() => (known.length === 0 ? setGuide("new") : setPlanning(true))}>
                        {known.length === 0 ? t("guide.make") : t("plan.do")}
                      </Button>
                    ) : undefined
                  }
                />
              ) : (
                <Table
                  caption={t("list.title")}
                  rows={items}
                  rowKey={({ id }) => id}
                  pageSize={20}
                  more={(count) => t("list.more", { count })}
                  columns={[
                    {
                      key: "who",
                      title: t("list.who"),
                      cell: ({ id, who }) => (
                        <PageLink to="/listen/interviews/$id" params={{ id }}>
                          {who}
                        </PageLink>
                      ),
                    },
                    {
                      key: "when",
                      title: t("list.when"),
                      cell: ({ plannedAt }) => format.moment(plannedAt),
                      sort: ({ plannedAt }) => plannedAt,
                    },
                    { key: "unit", title: t("list.unit"), cell: ({ unit }) => format.words(unit.name) },
                    { key: "purpose", title: t("list.purpose"), cell: ({ purpose }) => purpose },
                    { key: "by", title: t("list.by"), cell: ({ interviewer }) => interviewer || "—" },
                    {
                      key: "state",
                      title: t("list.state"),
                      cell: ({ state }) => <span className={state === "finished" ? "tag tag-better" : "tag"}>{t(`state.${state}`)}</span>,
                    },
                    { key: "quotes", title: t("list.quotes"), figure: true, cell: ({ quotesN }) => format.count(quotesN) },
                  ]}
                />
              )
            }
          </Loaded>
        </Card>
        <Card title={t("guide.title")} caption={t("guide.caption")}>
          {known.length === 0 ? (
            <p className="quiet">{t("guide.none")}</p>
          ) : (
            <Table
              caption={t("guide.title")}
              rows={known}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "title",
                  title: t("guide.one"),
                  cell: (one) =>
                    may ? (
                      <button type="button" className="link-button" onClick={() => setGuide(one)}>
                        {format.words(one.title)}
                      </button>
                    ) : (
                      format.words(one.title)
                    ),
                },
                { key: "purpose", title: t("list.purpose"), cell: ({ purpose }) => format.words(purpose) },
                { key: "questions", title: t("guide.questions"), figure: true, cell: ({ questions }) => format.count(questions.length) },
                { key: "interviews", title: t("title"), figure: true, cell: ({ interviews }) => format.count(interviews) },
              ]}
            />
          )}
        </Card>
      </div>
      <Drawer title={t("guide.one")} size={720} open={guide !== null} onClose={() => setGuide(null)} destroyOnHidden>
        {guide === null ? null : <GuideForm guide={guide === "new" ? null : guide} onDone={() => setGuide(null)} />}
      </Drawer>
      <Drawer title={t("plan.do")} size={480} open={isPlanning} onClose={() => setPlanning(false)} destroyOnHidden>
        {isPlanning ? <PlanForm guides={known} onDone={() => setPlanning(false)} /> : null}
      </Drawer>
    </>
  );
}
