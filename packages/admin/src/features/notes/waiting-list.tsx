import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { currentLocale } from "../../i18n.js";
import { dropParcel, type Parcel } from "../../outbox/index.js";

type Props = { readonly waiting: readonly Parcel[]; readonly isOnline: boolean; readonly onTry: () => void };

/** What is still on this device: how many, since when, and why, if the server would not take one. */
export function WaitingList({ waiting, isOnline, onTry }: Props) {
  const { t } = useTranslation("notes");
  const format = useFormat();
  const refused = waiting.filter((parcel) => parcel.refused !== undefined);
  const open = waiting.length - refused.length;
  return (
    <div role="status" className="note-waiting" data-empty={waiting.length === 0}>
      {open === 0 ? null : (
        <p>
          {t("waiting.count", { count: open })} {isOnline ? t("waiting.trying") : t("waiting.offline")}{" "}
          {isOnline ? <Button onClick={onTry}>{t("waiting.try")}</Button> : null}
        </p>
      )}
      {refused.map((parcel) => (
        <p key={parcel.id}>
          {t("waiting.refused", { when: format.moment(parcel.writtenAt), why: parcel.refused?.[currentLocale()] ?? "" })}{" "}
          <q>{(parcel.body as { readonly text?: string }).text}</q>{" "}
          <Button onClick={() => dropParcel(parcel.id)}>{t("waiting.drop")}</Button>
        </p>
      ))}
    </div>
  );
}
