import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { BasisLine, HiddenMark, NoPurchases, type TabProps, useLoyaltyDownload } from "./basis.js";
import { CustomerList } from "./customer-list.js";

type Matrix = Out<typeof api.loyalty.matrix>;
/** As they stand on the page: satisfied above, loyal at the right. */
const PLACES = ["atRisk", "trueLoyalty", "neither", "captive"] as const;

/** What customers say against what they do. */
export function MatrixTab({ search, onChange }: TabProps) {
  const { unit, cell } = search;
  const found = useReading(api.loyalty.matrix, { query: unit === undefined ? {} : { unit } });
  return (
    <div className="loyalty-stack">
      <Loaded query={found} lines={10}>
        {(data) =>
          data.basis.customers === 0 ? (
            <NoPurchases basis={data.basis} onChange={onChange} />
          ) : (
            <>
              <BasisLine basis={data.basis} />
              <MatrixCard data={data} chosen={cell} onChange={onChange} />
            </>
          )
        }
      </Loaded>
      {cell === undefined ? null : <CustomerList key={cell} query={{ unit, cell }} onClose={() => onChange({ cell: undefined })} />}
    </div>
  );
}

function MatrixCard({
  data,
  chosen,
  onChange,
}: { readonly data: Matrix; readonly chosen: string | undefined } & Pick<TabProps, "onChange">) {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  const mayList = useMay()("voices:read");
  const download = useLoyaltyDownload(data.basis);
  const { cells, scored, noSatisfaction, noBehaviour, satisfaction, satisfiedFrom, behaviour, loyalFrom, basis } = data;
  const title = t("matrix.title");
  const cuts = t("matrix.cuts", {
    satisfied: satisfiedFrom,
    loyal: loyalFrom,
    metric: t(`by.${satisfaction}`),
    behaviour: t(`behaviour.${behaviour}`),
  });
  const facts = [
    scored === null ? "" : t("matrix.base", { n: format.count(scored) }),
    noSatisfaction ? t("matrix.noSatisfaction", { n: format.count(noSatisfaction) }) : "",
    noBehaviour ? t(`matrix.noBehaviour.${behaviour}`, { n: format.count(noBehaviour) }) : "",
    cuts,
  ].filter((fact) => fact !== "");
  return (
    <ChartCard
      title={title}
      caption={t("matrix.caption")}
      table={null}
      foot={<span>{facts.join(t("semicolon"))}</span>}
      download={download(
        title,
        {
          columns: [t("matrix.cell"), "n", t("share"), t("low"), t("high")],
          rows: cells.map((one) => [t(`cell.${one.cell}`), one.n, one.share, one.interval?.low ?? null, one.interval?.high ?? null]),
        },
        facts,
      )}
    >
      {scored === null ? (
        <EmptyState title={t("matrix.none")} about={t(`matrix.noneAbout.${behaviour}`)} />
      ) : (
        <div className="loyalty-matrix">
          <span className="loyalty-axis-y caption">{t("matrix.attitude")}</span>
          <ul>
            {PLACES.map((place) => {
              const one = cells.find(({ cell }) => cell === place)!;
              return (
                <li key={place} data-cell={place} data-chosen={chosen === place}>
                  <p className="strong">{t(`cell.${place}`)}</p>
                  {one.n === null ? (
                    <HiddenMark why={one.hidden} k={basis.k} />
                  ) : (
                    <>
                      <p className="loyalty-big">
                        {one.share === null ? "—" : format.figure("percent", 100 * one.share)}{" "}
                        <span className="caption">n {format.count(one.n)}</span>
                      </p>
                      <p className="caption">
                        {one.interval === null
                          ? ""
                          : `${t("interval")} ${format.interval("percent", { low: 100 * one.interval.low, high: 100 * one.interval.high })}`}
                      </p>
                    </>
                  )}
                  <p>{t(`cellAbout.${place}`)}</p>
                  <p className="loyalty-steps">
                    {mayList && one.n !== null && one.n > 0 ? (
                      <button
                        type="button"
                        className="link-button"
                        onClick={() => onChange({ cell: chosen === place ? undefined : place })}
                      >
                        {t("matrix.open", { name: t(`cell.${place}`) })}
                      </button>
                    ) : null}
                  </p>
                </li>
              );
            })}
          </ul>
          <span className="loyalty-axis-x caption">{t("matrix.behaviour")}</span>
        </div>
      )}
    </ChartCard>
  );
}
