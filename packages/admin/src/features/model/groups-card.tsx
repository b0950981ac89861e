import type { api, Out } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";

type Model = Out<typeof api.analysis.model>;
type Group = Model["segments"][number];
type Props = { readonly model: Model; readonly by: "segments" | "units"; readonly search: FilterSearch };

/** The index of each segment or unit; where a group is large enough, its own path from quality to satisfaction to loyalty. */
export function GroupsCard({ model, by, search }: Props) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const download = useDownload(model.statement, search);
  const groups = model[by];
  if (groups.length === 0) return null;
  const shown = (["Satisfaction", "Quality", "Loyalty"] as const).filter((latent) =>
    model.result?.latents.some((one) => one.latent === latent),
  );
  const indexOf = (group: Group, latent: string) => group.indices.find((one) => one.latent === latent)?.index ?? null;
  const arrows = [
    { key: "qs", from: "Quality", to: "Satisfaction" },
    { key: "sl", from: "Satisfaction", to: "Loyalty" },
  ] as const;
  type Arrow = (typeof arrows)[number];
  const pathOf = (group: Group, { from, to }: Arrow) => group.paths.find((one) => one.from === from && one.to === to) ?? null;
  const title = t(`groups.${by}`);
  return (
    <ChartCard
      title={title}
      caption={t("groups.caption")}
      table={null}
      download={download(title, {
        columns: [
          t("groups.name"),
          "n",
          ...[...shown.map((latent) => t(`latent.${latent}`)), ...arrows.map(({ key }) => t(`groups.${key}`))].flatMap((name) => [
            name,
            t("file.low"),
            t("file.high"),
          ]),
        ],
        rows: groups.map((group) => [
          format.words(group.label),
          group.n,
          ...shown.flatMap((latent) => {
            const index = indexOf(group, latent);
            return [index?.value ?? null, index?.interval?.low ?? null, index?.interval?.high ?? null];
          }),
          ...arrows.flatMap((arrow) => {
            const path = pathOf(group, arrow);
            return [path?.value ?? null, path?.interval?.low ?? null, path?.interval?.high ?? null];
          }),
        ]),
      })}
      foot={<span>{t("groups.foot", { needed: format.count(model.neededN) })}</span>}
    >
      <Table
        caption={title}
        rows={groups}
        rowKey={({ id }) => id}
        start={{ key: "Satisfaction", down: false }}
        pageSize={12}
        more={(count) => t("groups.more", { count })}
        columns={[
          {
            key: "name",
            title: t("groups.name"),
            cell: ({ id, label }) => (
              <Link to="/understand/model" search={{ ...search, [by === "units" ? "unit" : "segment"]: id }} resetScroll={false}>
                {format.words(label)}
              </Link>
            ),
          },
          {
            key: "n",
            title: "n",
            figure: true,
            cell: ({ n, state }) => (
              <>
                {format.count(n)} {state === "ok" ? null : <span className="caption">{t(`groups.${state}`)}</span>}
              </>
            ),
            sort: ({ n }) => n,
          },
          ...shown.map((latent) => ({
            key: latent,
            title: t(`latent.${latent}`),
            figure: true,
            cell: (group: Group) => {
              const index = indexOf(group, latent);
              return (
                <>
                  {format.figure("index", index?.value ?? null)}{" "}
                  <span className="caption">{format.interval("index", index?.interval ?? null)}</span>
                </>
              );
            },
            sort: (group: Group) => (group.state === "ok" ? (indexOf(group, latent)?.value ?? null) : null),
          })),
          ...arrows.map((arrow) => ({
            key: arrow.key,
            title: t(`groups.${arrow.key}`),
            figure: true,
            cell: (group: Group) => {
              const path = pathOf(group, arrow);
              return (
                <>
                  {format.difference("correlation", path?.value ?? null)}{" "}
                  {path === null || path.interval === null ? null : (
                    <span className="caption">{format.differenceInterval("correlation", path.interval)}</span>
                  )}
                </>
              );
            },
            sort: (group: Group) => pathOf(group, arrow)?.value ?? null,
          })),
        ]}
      />
    </ChartCard>
  );
}
