import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const widths = ["100%", "92%", "96%", "58%", "99%", "84%", "94%", "66%", "97%", "78%"];

/** Grey lines in the shape of what is coming, at most ten; they wait 300 ms, so that quick answers do not flicker. */
export function Skeleton({ lines = 4, height = 14 }: { readonly lines?: number; readonly height?: number }) {
  const { t } = useTranslation("shell");
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" role="status" data-late={late}>
      <span className="visually-hidden">{t("loading")}</span>
      {widths.slice(0, lines).map((width) => (
        <i key={width} style={{ height, width }} />
      ))}
    </div>
  );
}
