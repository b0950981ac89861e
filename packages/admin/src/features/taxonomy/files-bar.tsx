import { api } from "@manyi/contracts";
import { Button, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { asFile, type Draft, fromFile } from "./edits.js";

/** Take the tree along as a file, bring one in, or begin from a starter set; all of them only change the draft. */
export function FilesBar(props: {
  readonly topics: readonly Draft[];
  readonly version: number;
  readonly may: boolean;
  readonly onTake: (topics: readonly Draft[]) => void;
}) {
  const { t } = useTranslation("taxonomy");
  const format = useFormat();
  const { topics, version, may, onTake } = props;
  const starters = useReading(api.taxonomy.starters, {}, { enabled: may });
  const picker = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const download = () => {
    const address = URL.createObjectURL(new Blob([asFile(topics, version)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `topics-v${version}.json`;
    link.click();
    URL.revokeObjectURL(address);
  };
  const bring = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = fromFile(await file.text(), topics);
    setWrong(read === null);
    if (read !== null) onTake(read);
  };
  return (
    <span className="taxonomy-tools">
      {may ? (
        <Select<string | null>
          aria-label={t("starter")}
          placeholder={t("starter")}
          popupMatchSelectWidth={false}
          value={null}
          options={(starters.data?.items ?? []).map(({ code, name, topics: own }) => ({
            value: code,
            label: `${format.words(name)} · ${own.length}`,
          }))}
          onChange={(code) => {
            const found = starters.data?.items.find((one) => one.code === code);
            if (found !== undefined) onTake(found.topics);
          }}
        />
      ) : null}
      <Button onClick={download}>{t("export")}</Button>
      {may ? (
        <>
          <Button onClick={() => picker.current?.click()}>{t("import")}</Button>
          <input
            ref={picker}
            type="file"
            accept="application/json,.json"
            className="visually-hidden"
            aria-label={t("import")}
            tabIndex={-1}
            onChange={(event) => {
              void bring(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </>
      ) : null}
      {isWrong ? <span className="worse">{t("importWrong")}</span> : null}
    </span>
  );
}
