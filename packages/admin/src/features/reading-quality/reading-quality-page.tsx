import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import { AutomationCard } from "./automation-card.js";
import { LabelCard } from "./label-card.js";
import { ModelsCard } from "./models-card.js";
import "./reading-quality.css";
import { ScrollBox } from "../../ui/scroll-box.js";

export type Quality = Out<typeof api.readingQuality.get>;

/** How well the machine reads this organisation's own comments, told by people who labelled some of them. */
export function ReadingQualityPage() {
  const { t } = useTranslation("reading-quality");
  const quality = useReading(api.readingQuality.get, {});
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about")}
        actions={
          <PageLink to="/understand/taxonomy" className="button">
            {t("topics.edit")}
          </PageLink>
        }
      />
      <Loaded query={quality} lines={10}>
        {(found) =>
          found.coverage.comments === 0 ? (
            <Card title={t("coverage.title")}>
              <EmptyState title={t("empty")} about={t("emptyAbout")} />
            </Card>
          ) : (
            <div className="reading-quality">
              <CoverageCard quality={found} />
              <AgreementCard quality={found} />
              <LabelCard quality={found} />
              <AutomationCard quality={found} />
              <TopicsCard quality={found} />
              <ModelsCard quality={found} />
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function CoverageCard({ quality: { coverage } }: { readonly quality: Quality }) {
  const { t } = useTranslation("reading-quality");
  const format = useFormat();
  const share = (n: number) => format.figure("percent", (100 * n) / coverage.comments);
  const facts = [
    ["sure", coverage.sure],
    ["withTopic", coverage.withTopic],
    ["unread", coverage.unread],
    ["current", coverage.current],
  ] as const;
  return (
    <Card
      title={t("coverage.title")}
      caption={t("coverage.caption", { n: format.count(coverage.comments) })}
      foot={<span>{t("coverage.foot")}</span>}
    >
      <dl className="quality-facts">
        {facts.map(([name, n]) => (
          <div key={name}>
            <dt>{t(`coverage.${name}`)}</dt>
            <dd>
              <b>{share(n)}</b> <span className="caption">n {format.count(n)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const sides = ["bad", "neutral", "good"] as const;

function AgreementCard({ quality: { sentiment, sample } }: { readonly quality: Quality }) {
  const { t } = useTranslation("reading-quality");
  const format = useFormat();
  const { kappa, table, agreement } = sentiment;
  return (
    <Card
      title={t("agreement.title")}
      caption={t("agreement.caption", { n: format.count(sample.labelled) })}
      foot={<span>{t("agreement.foot")}</span>}
    >
      {sample.labelled === 0 ? (
        <EmptyState title={t("agreement.none")} about={t("agreement.noneAbout")} />
      ) : (
        <>
          <p className="figure-line">
            <b className="quality-kappa">κ {kappa === null ? "—" : format.figure("ratio", kappa.value)}</b>
            <span className="caption">
              {kappa === null
                ? t("agreement.noKappa")
                : t("agreement.kappa", { interval: format.interval("ratio", kappa), n: format.count(kappa.n) })}
              {agreement === null ? "" : ` · ${t("agreement.same", { share: format.figure("percent", 100 * agreement) })}`}
            </span>
          </p>
          <ScrollBox label={t("agreement.title")}>
            <table className="table quality-confusion">
              <caption className="visually-hidden">{t("agreement.title")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("agreement.corner")}</th>
                  {[...sides, "uncertain" as const].map((side) => (
                    <th key={side} scope="col" className="number">
                      {t(`side.${side}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sides.map((person, i) => (
                  <tr key={person}>
                    <th scope="row">{t(`side.${person}`)}</th>
                    {(table[i] ?? []).map((n, j) => (
                      <td key={[...sides, "uncertain"][j]} className="number" data-same={i === j}>
                        {format.count(n)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </>
      )}
    </Card>
  );
}

function TopicsCard({ quality: { topics } }: { readonly quality: Quality }) {
  const { t } = useTranslation("reading-quality");
  const format = useFormat();
  const share = (value: number | null) => (value === null ? "—" : format.figure("percent", 100 * value));
  return (
    <Card className="quality-wide" title={t("topics.title")} caption={t("topics.caption")} foot={<span>{t("topics.foot")}</span>}>
      {topics.length === 0 ? (
        <EmptyState title={t("topics.none")} />
      ) : (
        <Table
          caption={t("topics.title")}
          rows={topics}
          rowKey={({ id }) => id}
          start={{ key: "people", down: true }}
          columns={[
            { key: "name", title: t("topics.name"), cell: ({ name }) => format.words(name) },
            {
              key: "people",
              title: t("topics.people"),
              figure: true,
              cell: ({ people }) => format.count(people),
              sort: ({ people }) => people,
            },
            {
              key: "machine",
              title: t("topics.machine"),
              figure: true,
              cell: ({ machine }) => format.count(machine),
              sort: ({ machine }) => machine,
            },
            { key: "both", title: t("topics.both"), figure: true, cell: ({ both }) => format.count(both), sort: ({ both }) => both },
            {
              key: "precision",
              title: t("topics.precision"),
              figure: true,
              cell: ({ precision }) => share(precision),
              sort: ({ precision }) => precision,
            },
            { key: "recall", title: t("topics.recall"), figure: true, cell: ({ recall }) => share(recall), sort: ({ recall }) => recall },
          ]}
        />
      )}
    </Card>
  );
}
