import { api, type InboundSource } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";

/** The last fifty deliveries: what became of each, and why. */
export function Deliveries({ source }: { readonly source: InboundSource }) {
  const { t } = useTranslation("sources");
  const format = useFormat();
  const locale = useLocale();
  const deliveries = useReading(api.sources.deliveries, { params: { id: source.id } });
  return (
    <Loaded query={deliveries} lines={8}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t("delivery.none")} about={t("delivery.noneAbout")} />
        ) : (
          <>
            <p className="caption">{t("delivery.about")}</p>
            <Table
              caption={t("door.deliveries")}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: "at", title: t("delivery.at"), cell: ({ at }) => format.moment(at) },
                {
                  key: "outcome",
                  title: t("delivery.outcome"),
                  cell: ({ outcome }) => (
                    <span className={`tag ${outcome === "stored" ? "tag-better" : outcome === "unchanged" ? "" : "tag-worse"}`}>
                      {t(`delivery.outcomes.${outcome}`)}
                    </span>
                  ),
                },
                { key: "stored", title: t("delivery.stored"), figure: true, cell: ({ stored }) => format.count(stored) },
                { key: "unchanged", title: t("delivery.unchanged"), figure: true, cell: ({ unchanged }) => format.count(unchanged) },
                { key: "refused", title: t("delivery.refused"), figure: true, cell: ({ refused }) => format.count(refused) },
                {
                  key: "why",
                  title: t("delivery.why"),
                  cell: ({ code, faults }) =>
                    faults.length === 0
                      ? (code ?? "—")
                      : faults.slice(0, 3).map((fault) => (
                          <p key={fault.path} className="caption">
                            {fault.path} {fault[locale]}
                          </p>
                        )),
                },
              ]}
            />
          </>
        )
      }
    </Loaded>
  );
}
