import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";

type Model = Out<typeof api.analysis.model>;
type Result = NonNullable<Model["result"]>;

/** Whether the questions measure what they stand for, and what to doubt. */
export function QualityCard({ model, result, search }: { readonly model: Model; readonly result: Result; readonly search: FilterSearch }) {
  const { t } = useTranslation("model");
  const format = useFormat();
  const download = useDownload(model.statement, search);
  const items = result.latents.flatMap((latent) => latent.items.map((item) => ({ ...item, latent: latent.latent })));
  const title = t("quality.title");
  const nameOf = (code: string | null) => format.words(items.find((one) => one.code === code)?.label) || (code ?? "");
  const warnings = result.warnings.map(({ code, latent, other, item, value }) =>
    t(`warning.${code}`, {
      latent: latent === null ? "" : t(`latent.${latent}`),
      other: other === null ? "" : t(`latent.${other}`),
      item: nameOf(item),
      value: value === null ? "" : code === "SMALL_BASE" ? format.count(value) : format.figure("correlation", value),
    }),
  );
  return (
    <ChartCard
      title={title}
      caption={t("quality.caption")}
      table={null}
      download={download(title, {
        columns: [t("quality.latent"), t("quality.item"), t("quality.loading"), t("quality.weight"), "n"],
        rows: items.map((one) => [t(`latent.${one.latent}`), format.words(one.label), one.loading.value, one.weight, one.n]),
      })}
      foot={<span>{t("quality.foot")}</span>}
    >
      {warnings.length === 0 ? (
        <p className="caption">{t("quality.fine")}</p>
      ) : (
        <ul className="model-warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <Table
        caption={title}
        rows={result.latents}
        rowKey={({ latent }) => latent}
        columns={[
          { key: "latent", title: t("quality.latent"), cell: ({ latent }) => t(`latent.${latent}`) },
          {
            key: "index",
            title: t("quality.index"),
            figure: true,
            cell: ({ index }) => (
              <>
                <b className="strong">{format.figure("index", index.value)}</b>{" "}
                <span className="caption">{format.interval("index", index.interval)}</span>
              </>
            ),
            sort: ({ index }) => index.value,
          },
          {
            key: "r2",
            title: "R²",
            figure: true,
            cell: ({ r2 }) =>
              r2 === null ? (
                "—"
              ) : (
                <>
                  {format.figure("correlation", r2.value)} <span className="caption">{format.interval("correlation", r2.interval)}</span>
                </>
              ),
            sort: ({ r2 }) => r2?.value ?? null,
          },
          {
            key: "alpha",
            title: "α",
            figure: true,
            cell: ({ alpha, items: own }) => (own.length < 2 ? "—" : format.figure("correlation", alpha)),
          },
          {
            key: "cr",
            title: t("quality.composite"),
            figure: true,
            cell: ({ compositeReliability, items: own }) => (own.length < 2 ? "—" : format.figure("correlation", compositeReliability)),
          },
          {
            key: "ave",
            title: "AVE",
            figure: true,
            cell: ({ ave, items: own }) => (own.length < 2 ? "—" : format.figure("correlation", ave)),
          },
          {
            key: "htmt",
            title: "HTMT",
            figure: true,
            cell: ({ latent }) => {
              const own = result.htmt.filter(({ a, b }) => a === latent || b === latent);
              return own.length === 0 ? "—" : format.figure("correlation", Math.max(...own.map(({ value }) => value)));
            },
          },
          {
            key: "items",
            title: t("quality.items"),
            cell: ({ items: own }) => (
              <span className="caption">
                {own.map(({ label, loading, code }) => (
                  <span key={code} className="model-item" title={format.interval("correlation", loading.interval)}>
                    {format.words(label)} {format.figure("correlation", loading.value)}
                  </span>
                ))}
              </span>
            ),
          },
        ]}
      />
    </ChartCard>
  );
}
