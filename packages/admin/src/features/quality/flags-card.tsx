import type { api, Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Table } from "../../ui/table.js";

type Flag = Out<typeof api.quality.overview>["flags"][number];

/** Marks by kind: what each means, how many answers carry it, how many still wait for a person. */
export function FlagsCard(props: {
  readonly flags: readonly Flag[];
  readonly chosen: string | undefined;
  readonly onChoose: (flag: string | undefined) => void;
}) {
  const { t } = useTranslation(["quality", "voices"]);
  const format = useFormat();
  const { flags, chosen, onChoose } = props;
  return (
    <Card title={t("flags.title")} caption={t("flags.caption")} foot={<span>{t("flags.foot")}</span>}>
      {flags.length === 0 ? (
        <p className="quiet">{t("flags.none")}</p>
      ) : (
        <Table
          caption={t("flags.title")}
          rows={flags}
          rowKey={({ flag }) => flag}
          columns={[
            {
              key: "flag",
              title: t("flags.kind"),
              cell: ({ flag }) => (
                <>
                  <button
                    type="button"
                    className="link-button"
                    aria-pressed={chosen === flag}
                    onClick={() => onChoose(chosen === flag ? undefined : flag)}
                  >
                    {t(`voices:flag.${flag}`, { defaultValue: t("voices:flag.other") })}
                  </button>
                  <p className="caption">{t(`sign.${flag}`, { defaultValue: "" })}</p>
                </>
              ),
            },
            { key: "n", title: t("flags.n"), figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
            { key: "open", title: t("flags.open"), figure: true, cell: ({ open }) => format.count(open), sort: ({ open }) => open },
          ]}
        />
      )}
    </Card>
  );
}
