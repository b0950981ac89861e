import { useTranslation } from "react-i18next";

const keys = [
  [["j", "k"], "move"],
  [["o"], "open"],
  [["1", "2", "3"], "side"],
  [["t"], "topics"],
  [["c"], "case"],
  [["i"], "inbox"],
  [["f"], "finding"],
  [["n"], "note"],
  [["p"], "notPersonal"],
  [["u"], "undo"],
] as const;

/** Which keys do what; for those who read many. Not on a phone, which has none. */
export function KeysLine() {
  const { t } = useTranslation("voices");
  return (
    <p className="keys-line caption">
      {keys.map(([caps, name]) => (
        <span key={name}>
          {caps.map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}{" "}
          {t(`keys.${name}`)}
        </span>
      ))}
    </p>
  );
}
