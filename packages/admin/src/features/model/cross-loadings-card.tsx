import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";

type Model = Out<typeof api.analysis.model>;
type Result = NonNullable<Model["result"]>;

/** Every question against every part: one that goes with another part more than with its own measures the wrong thing. */
export function CrossLoadingsCard(props: { readonly model: Model; readonly result: Result; readonly search: FilterSearch }) {
  const { model, result, search } = props;
  const { t } = useTranslation("model");
  const format = useFormat();
  const download = useDownload(model.statement, search);
  const title = t("cross.title");
  const latents = result.latents.map(({ latent }) => latent);
  const ownOf = ({ latent, values }: Result["crossLoadings"][number]) => values.find((one) => one.latent === latent)?.value ?? 0;
  const astray = result.crossLoadings.filter((one) => one.values.some(({ latent, value }) => latent !== one.latent && value >= ownOf(one)));
  return (
    <ChartCard
      title={title}
      caption={t("cross.caption")}
      table={null}
      download={download(title, {
        columns: [t("quality.item"), t("quality.latent"), ...latents.map((latent) => t(`latent.${latent}`))],
        rows: result.crossLoadings.map(({ label, latent, values }) => [
          format.words(label),
          t(`latent.${latent}`),
          ...values.map(({ value }) => value),
        ]),
      })}
      foot={
        <span>
          {astray.length === 0
            ? t("cross.fine")
            : t("cross.astray", { names: astray.map(({ label }) => format.words(label)).join(t("comma")) })}
        </span>
      }
    >
      <Table
        caption={title}
        rows={result.crossLoadings}
        rowKey={({ code }) => code}
        columns={[
          { key: "item", title: t("quality.item"), cell: ({ label }) => format.words(label) },
          ...latents.map((latent, i) => ({
            key: latent,
            title: t(`latent.${latent}`),
            figure: true,
            cell: (row: Result["crossLoadings"][number]) => {
              const { value } = row.values[i]!;
              if (row.latent === latent) return <b className="strong">{format.figure("correlation", value)}</b>;
              return <span className={value >= ownOf(row) ? "worse" : "quiet"}>{format.figure("correlation", value)}</span>;
            },
          })),
        ]}
      />
    </ChartCard>
  );
}
