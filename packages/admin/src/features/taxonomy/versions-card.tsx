import { api } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { reading, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import { type Draft, draftOf } from "./edits.js";

/** Every version; an older one is taken as the draft, tried and saved like any other change. */
export function VersionsCard(props: {
  readonly inForce: number;
  readonly may: boolean;
  readonly onTake: (topics: readonly Draft[]) => void;
}) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const client = useQueryClient();
  const { inForce, may, onTake } = props;
  const versions = useReading(api.taxonomy.versions, {});
  const take = async (version: number) =>
    onTake(draftOf((await client.fetchQuery(reading(api.taxonomy.version, { params: { version } }))).topics));
  return (
    <Card title={t("versions.title")}>
      <Loaded query={versions} lines={3}>
        {({ items }) => (
          <Table
            caption={t("versions.title")}
            rows={items}
            rowKey={({ version }) => version}
            pageSize={6}
            more={(count) => t("versions.more", { count })}
            columns={[
              { key: "version", title: t("versions.version"), cell: ({ version }) => `v${version}` },
              {
                key: "at",
                title: t("versions.at"),
                cell: ({ changedAt, changedBy }) => `${format.moment(changedAt)} · ${changedBy ?? t("versions.start")}`,
              },
              { key: "note", title: t("versions.note"), cell: ({ note }) => note ?? "—" },
              { key: "topics", title: t("versions.topics"), figure: true, cell: ({ topics }) => format.count(topics) },
              {
                key: "take",
                title: t("versions.state"),
                cell: ({ version }) =>
                  version === inForce ? (
                    <span className="tag">{t("versions.inForce")}</span>
                  ) : may ? (
                    <button type="button" className="link-button" onClick={() => void take(version)}>
                      {t("versions.take")}
                    </button>
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
