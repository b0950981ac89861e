import { DownloadOutlined } from "@ant-design/icons";
import { Dropdown } from "antd";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { drawingOf } from "./drawing.js";
import { csvOf, type Download, workbookOf } from "./numbers.js";
import { pictureOf, pixelsOf } from "./picture.js";
import { fileName, saveFile } from "./save-file.js";

const pictures = ["png", "svg"] as const;
const files = ["csv", "xlsx"] as const;
type Kind = (typeof pictures)[number] | (typeof files)[number];

/** PNG, SVG, CSV, XLSX of one chart or table, each with its statement. @param area what is drawn; absent: numbers only */
export function DownloadMenu({ download, area }: { readonly download: Download; readonly area?: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation("shell");
  const [failed, setFailed] = useState(false);
  const { today } = useFormat();
  async function save(kind: Kind): Promise<void> {
    setFailed(false);
    const name = fileName(download.title, today, kind);
    if (kind === "csv") return saveFile(name, csvOf(download), "text/csv;charset=utf-8");
    if (kind === "xlsx") return saveFile(name, await workbookOf(download));
    if (area?.current === null || area === undefined) return;
    const picture = pictureOf(download.title, drawingOf(area.current), download.statement);
    saveFile(name, kind === "svg" ? picture.svg : await pixelsOf(picture), "image/svg+xml");
  }
  const kinds: readonly Kind[] = area === undefined ? files : [...pictures, ...files];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: kinds.map((key) => ({ key, label: t(`download.${key}`) })),
        onClick: ({ key }) => void save(key as Kind).catch(() => setFailed(true)),
      }}
    >
      <button type="button" className="link-button" aria-haspopup="menu">
        <DownloadOutlined aria-hidden="true" /> {t(failed ? "download.failed" : "download.open")}
      </button>
    </Dropdown>
  );
}
