import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { Interval } from "../../figures/interval.js";
import { Value } from "../../figures/value.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Funnel } from "./funnel.js";
import { lowestOf } from "./stages.js";
import "./loop.css";

/** The harshest loop figure as headline: customers who confirmed they are satisfied, out of everything that was due. */
export function LoopCard() {
  const { t } = useTranslation("loop");
  const format = useFormat();
  const loop = useReading(api.figures.loop, { query: { by: "unit" } });
  const row = loop.data?.rows[0];
  const lowest = lowestOf(loop.data?.rows ?? []);
  return (
    <Card
      className="home-loop"
      title={t("title")}
      caption={row === undefined ? undefined : t("due", { count: row.due })}
      foot={
        <>
          <span>{t("base")}</span>
          {lowest === null ? (
            <Link to="/prove/loop">{t("byUnit")}</Link>
          ) : (
            <Link to="/prove/loop">
              {t("lowest", { unit: format.words(lowest.label), value: format.figure("percent", lowest.closedLoop.value) })}
            </Link>
          )}
        </>
      }
    >
      <Loaded query={loop}>
        {({ rows: [all] }) =>
          all === undefined || all.due === 0 ? (
            <EmptyState title={t("none")} about={t("noneAbout")} />
          ) : (
            <>
              <div className="figure-line">
                <span className="figure-value">
                  <Link to="/prove/loop">
                    <Value figure={all.closedLoop} />
                  </Link>
                </span>
                <span className="figure-facts">
                  <span className="caption">{t("rate")}</span>
                  <Interval figure={all.closedLoop} />
                </span>
              </div>
              <Funnel row={all} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
