import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";

/** The latest decisions; the whole log is the file. */
export function LogCard({ query }: { readonly query: Record<string, unknown> }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const log = useReading(api.quality.log, { query: { ...query, limit: 20 } });
  return (
    <Card title={t("log.title")} caption={t("log.caption")} className="quality-log">
      <Loaded query={log} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("log.none")}</p>
          ) : (
            <Table
              caption={t("log.title")}
              rows={items}
              rowKey={({ at, voiceId, kind }) => `${at} ${voiceId} ${kind}`}
              columns={[
                { key: "at", title: t("log.at"), cell: ({ at }) => format.moment(at) },
                { key: "by", title: t("log.by"), cell: ({ by }) => by || "—" },
                { key: "kind", title: t("log.kind"), cell: ({ kind }) => t(`decision.${kind}`) },
                { key: "reason", title: t("log.reason"), cell: ({ reason }) => reason },
                {
                  key: "answer",
                  title: t("log.answer"),
                  cell: ({ voiceId, survey, unit, answeredOn }) => (
                    <PageLink to="/listen/voices" search={{ voice: voiceId, quality: "all" }}>
                      {[format.words(survey), format.words(unit), format.day(answeredOn)].filter((part) => part !== "").join(" · ")}
                    </PageLink>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
