import { useTranslation } from "react-i18next";

/** A glimpse of the demo: one figure with its interval, one loop. */
export function DemoSketch() {
  const { t } = useTranslation("session");
  return (
    <>
      <div className="sketch-paper">
        <small>{t("sketch.nps")}</small>
        <b>+32</b>
        <small>{t("sketch.interval")}</small>
      </div>
      <div className="sketch-paper sketch-loop">
        <small>{t("sketch.loop")}</small>
        <ol>
          {(["complaint", "answer", "improve", "prove"] as const).map((name) => (
            <li key={name}>
              <i />
              {t(`sketch.${name}`)}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

/** A glimpse of a survey: one question and the code that opens it. */
export function SurveySketch() {
  const { t } = useTranslation("session");
  return (
    <>
      <div className="sketch-paper sketch-question">
        <b>{t("sketch.question")}</b>
        <div className="sketch-cells">
          {[1, 2, 3, 4, 5].map((cell) => (
            <i key={cell}>{cell}</i>
          ))}
        </div>
        <small className="sketch-ends">
          <span>{t("sketch.low")}</span>
          <span>{t("sketch.high")}</span>
        </small>
      </div>
      <div className="sketch-paper sketch-code">
        <svg width="76" height="76" viewBox="0 0 11 11" shapeRendering="crispEdges" aria-hidden="true">
          <path d={codePath} fill="var(--ink)" fillRule="evenodd" />
        </svg>
      </div>
    </>
  );
}

/** Three corner squares and some dots: the look of a code that leads nowhere. */
const codePath = [
  "M0 0h4v4H0zM1 1v2h2V1zM7 0h4v4H7zM8 1v2h2V1zM0 7h4v4H0zM1 8v2h2V8z",
  "M5 0h1v2H5zM5 3h1v1H5zM0 5h2v1H0zM3 5h3v1H3zM7 5h1v1H7zM9 5h2v1H9z",
  "M5 7h1v1H5zM7 7h2v1H7zM10 7h1v2h-1zM6 9h2v1H6zM5 10h1v1H5zM8 10h2v1H8z",
].join("");
