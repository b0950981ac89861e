import { MoreOutlined, PlusOutlined } from "@ant-design/icons";
import { api, type Out } from "@manyi/contracts";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Drawer, Dropdown, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";
import type { SurveySearch } from "./search.js";
import { ShareSheet } from "./share-sheet.js";
import "./surveys.css";

type Summary = Out<typeof api.surveys.list>["items"][number];
const looks: Record<Summary["state"], string> = { draft: "tag", published: "tag tag-better", closed: "tag", archived: "tag" };

/** All surveys, newest first, and a new one from a template. */
export function SurveysPage() {
  const { t } = useTranslation("surveys");
  const may = useMay();
  const search: SurveySearch = useSearch({ from: "/signed-in/shell/listen/surveys" });
  const navigate = useNavigate({ from: "/listen/surveys" });
  const list = useReading(api.surveys.list, { query: { limit: 200 } });
  const put = (next: SurveySearch) => void navigate({ search: next, replace: true });
  const fresh = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => put({ ...search, make: true })}>
      {t("make")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} about={t("about")} actions={may("surveys:write") ? fresh : undefined} />
      <div className="survey-narrow">
        <Input
          className="survey-find"
          allowClear
          aria-label={t("find")}
          placeholder={t("find")}
          maxLength={100}
          value={search.text ?? ""}
          onChange={({ target }) => put({ ...search, text: target.value === "" ? undefined : target.value })}
        />
      </div>
      <Card title={t("all")}>
        <Loaded query={list} title={t("fault")} lines={8}>
          {({ items }) => (
            <Rows items={items} text={search.text ?? ""} step={may("surveys:write") ? fresh : undefined} onClear={() => put({})} />
          )}
        </Loaded>
      </Card>
      <NewSurvey open={search.make === true && may("surveys:write")} onClose={() => put({ ...search, make: undefined })} />
    </>
  );
}

function Rows(props: {
  readonly items: readonly Summary[];
  readonly text: string;
  readonly step: React.ReactNode;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const { items, text, step, onClear } = props;
  const [shared, setShared] = useState<Summary | null>(null);
  const found = items.filter(({ title, key }) =>
    `${title["zh-CN"] ?? ""} ${title.en ?? ""} ${key}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  if (items.length === 0) return <EmptyState title={t("none")} about={t("noneAbout")} step={step} />;
  if (found.length === 0) return <EmptyState title={t("notFound")} step={<Button onClick={onClear}>{t("clear")}</Button>} />;
  return (
    <>
      <Table
        caption={t("title")}
        rows={found}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "title",
            title: t("column.title"),
            cell: ({ id, title, kind }) => (
              <>
                <Link to="/listen/surveys/$id" params={{ id: String(id) }}>
                  {format.words(title)}
                </Link>
                {kind === "survey" ? null : <span className="tag survey-kind">{t(`kind.${kind}`)}</span>}
              </>
            ),
          },
          { key: "state", title: t("column.state"), cell: ({ state }) => <span className={looks[state]}>{t(`state.${state}`)}</span> },
          {
            key: "version",
            title: t("column.version"),
            figure: true,
            cell: ({ currentVersion }) => (currentVersion === null ? "—" : `v${currentVersion}`),
          },
          { key: "questions", title: t("column.questions"), figure: true, cell: ({ questions }) => questions },
          {
            key: "answers",
            title: t("column.answers"),
            figure: true,
            sort: ({ answers }) => answers,
            cell: ({ answers }) => format.count(answers),
          },
          {
            key: "anonymity",
            title: t("column.anonymity"),
            cell: ({ anonymity }) => t(`anonymity.${anonymity}`, { defaultValue: anonymity }),
          },
          { key: "saved", title: t("column.saved"), figure: true, cell: ({ draftSavedAt }) => format.moment(draftSavedAt) },
          {
            key: "do",
            title: t("column.do"),
            figure: true,
            cell: (survey) => <RowSteps survey={survey} onShare={() => setShared(survey)} />,
          },
        ]}
      />
      {shared === null ? null : <ShareSheet survey={shared} open onClose={() => setShared(null)} />}
    </>
  );
}

function RowSteps({ survey, onShare }: { readonly survey: Summary; readonly onShare: () => void }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const may = useMay();
  const navigate = useNavigate();
  const create = useChange(api.surveys.create, "surveys");
  const close = useChange(api.surveys.close, "surveys", "vocabulary");
  const reopen = useChange(api.surveys.reopen, "surveys", "vocabulary");
  const params = { id: survey.id };
  const steps: Record<string, () => void> = {
    ...(may("surveys:write") && survey.kind !== "import"
      ? {
          copy: () =>
            create.mutate(
              { body: { copyOf: survey.id, title: { "zh-CN": copied("zh-CN"), en: copied("en") } } },
              { onSuccess: ({ id }) => void navigate({ to: "/listen/surveys/$id", params: { id: String(id) } }) },
            ),
        }
      : {}),
    ...(may("surveys:publish") && survey.state === "published" && survey.kind !== "import"
      ? { close: () => close.mutate({ params }) }
      : {}),
    ...(may("surveys:publish") && survey.state === "closed" ? { reopen: () => reopen.mutate({ params }) } : {}),
  };
  return (
    <span className="survey-steps">
      {survey.state === "published" && survey.kind !== "import" ? (
        <button type="button" className="link-button" onClick={onShare}>
          {t("share.open")}
        </button>
      ) : null}
      {Object.keys(steps).length === 0 ? null : (
        <Dropdown
          trigger={["click"]}
          menu={{ items: Object.keys(steps).map((key) => ({ key, label: t(`do.${key}`) })), onClick: ({ key }) => steps[key]?.() }}
        >
          <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t("moreFor", { title: format.words(survey.title) })} />
        </Dropdown>
      )}
    </span>
  );
  function copied(locale: "zh-CN" | "en"): string {
    return t("copyOf", { title: survey.title[locale] || format.words(survey.title), lng: locale });
  }
}

/** Templates as cards: what each measures and how long it takes. */
function NewSurvey({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("surveys");
  const navigate = useNavigate();
  const templates = useReading(api.surveys.templates, {}, { enabled: open });
  const create = useChange(api.surveys.create, "surveys", "vocabulary");
  const start = (template?: string) =>
    create.mutate(
      { body: template === undefined ? {} : { template } },
      { onSuccess: ({ id }) => void navigate({ to: "/listen/surveys/$id", params: { id: String(id) } }) },
    );
  return (
    <Drawer title={t("make")} size={720} open={open} onClose={onClose} destroyOnHidden>
      {create.isError ? <ProblemNotice problem={problemOf(create.error)} /> : null}
      <Loaded query={templates} lines={8}>
        {({ items }) => (
          <ul className="survey-templates">
            {items.map((template) => (
              <TemplateCard key={template.code} template={template} isBusy={create.isPending} onStart={() => start(template.code)} />
            ))}
            <li className="survey-template">
              <h3>{t("blankTemplate")}</h3>
              <p className="quiet">{t("blankTemplateAbout")}</p>
              <Button loading={create.isPending} onClick={() => start()}>
                {t("useBlank")}
              </Button>
            </li>
          </ul>
        )}
      </Loaded>
    </Drawer>
  );
}

function TemplateCard(props: {
  readonly template: Out<typeof api.surveys.templates>["items"][number];
  readonly isBusy: boolean;
  readonly onStart: () => void;
}) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const { template, isBusy, onStart } = props;
  const { definition } = template;
  const questions = definition.pages.flatMap((page) => page.questions).filter(({ type }) => type !== "statement");
  const minutes = Math.max(1, Math.ceil((template.seconds - 15) / 60));
  return (
    <li className="survey-template">
      <h3>{format.words(template.title)}</h3>
      <p className="quiet">{format.words(template.about)}</p>
      <p className="caption">
        {[t("questions", { count: questions.length }), t("minutes", { count: minutes }), t(`anonymity.${definition.anonymity}`)].join(
          " · ",
        )}
      </p>
      <Button loading={isBusy} aria-label={t("useFor", { title: format.words(template.title) })} onClick={onStart}>
        {t("use")}
      </Button>
    </li>
  );
}
