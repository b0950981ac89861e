import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";

type Spike = Out<typeof api.sources.spikes>["items"][number];

/** One line when reviews and posts turn bad, or bring up a watched word, more than usual; nothing on a usual day. */
export function SpikeLine() {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const spikes = useReading(api.sources.spikes, {}).data?.items ?? [];
  const first = spikes[0];
  if (first === undefined) return null;
  const words = {
    day: format.moment(null, first.on),
    n: format.count(first.n),
    usual: format.count(Math.max(1, Math.round(first.usual))),
    word: first.word ?? "",
  };
  return (
    <p className="inbox-spike" role="status">
      <span className="tag tag-worse">{t("spike.title")}</span> {t(first.word === null ? "spike.bad" : "spike.word", words)}{" "}
      <PageLink to="/listen/voices" search={behind(first)}>
        {t("spike.see")}
      </PageLink>
    </p>
  );
}

/** The voices behind it, of the source most of them came through. */
function behind({ on, source, word }: Spike) {
  return { from: on, to: on, source, ...(word === null ? { sentiment: "bad" as const } : { text: word }) };
}
