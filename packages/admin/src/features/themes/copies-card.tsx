import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { PageLink } from "../../ui/page-link.js";

const SHOWN = 6;

/** Comments that are nearly the same: paid praise, a campaign, or a form that suggests its answer. */
export function CopiesCard({ query }: { readonly query: Record<string, string | number | undefined> }) {
  const { t } = useTranslation("themes");
  const format = useFormat();
  const copies = useReading(api.themes.copies, { query: query as never });
  return (
    <Card
      title={t("copies.title")}
      caption={
        copies.data === undefined
          ? undefined
          : t("copies.caption", { copied: format.count(copies.data.copied), compared: format.count(copies.data.compared) })
      }
      foot={<span>{t("copies.foot")}</span>}
    >
      <Loaded query={copies} lines={5}>
        {({ groups }) =>
          groups.length === 0 ? (
            <EmptyState title={t("copies.none")} />
          ) : (
            <ul className="theme-list">
              {groups.slice(0, SHOWN).map(({ voiceId, text, n, first, last, units }) => (
                <li key={voiceId}>
                  <PageLink to="/listen/voices" search={{ like: voiceId, from: first, to: last }} className="strong">
                    {t("copies.times", { n: format.count(n) })}
                  </PageLink>
                  <span className="theme-copied">{text}</span>
                  <span className="caption">{t("copies.where", { period: format.range({ from: first, to: last }), count: units })}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
