import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** Grey lines in the shape of what is coming; they wait 300 ms, so that quick answers do not flicker. */
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
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} style={{ height, width: `${[100, 92, 96, 58][line % 4]}%` }} />
      ))}
    </div>
  );
}
