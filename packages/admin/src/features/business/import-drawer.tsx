import { api, type BusinessFigure, type BusinessReading } from "@manyi/contracts";
import { useMutation } from "@tanstack/react-query";
import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, problemOf, sendFile } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { ReadingStep } from "./reading-step.js";

/** What is being read: a pasted table, or a file. */
export type Given = { readonly text: string } | { readonly file: File };

/** Values from a pasted table or a file: read and shown first, then taken as a whole. */
export function ImportDrawer({ figure, onClose }: { readonly figure: BusinessFigure; readonly onClose: () => void }) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const [text, setText] = useState("");
  const read = useMutation({
    mutationFn: ({ given, column }: { given: Given; column?: number | undefined }): Promise<BusinessReading> =>
      "file" in given
        ? sendFile(api.business.readFile, { params: { id: figure.id }, query: { column } }, given.file)
        : ask(api.business.readText, {
            params: { id: figure.id },
            body: { text: given.text, ...(column === undefined ? {} : { column }) },
          }),
  });
  const given = read.variables?.given;
  return (
    <Drawer title={t("import.title", { figure: format.words(figure.name) })} size={720} open onClose={onClose} destroyOnHidden>
      {read.data !== undefined && given !== undefined ? (
        <ReadingStep
          figure={figure}
          reading={read.data}
          given={given}
          onColumn={(column) => read.mutate({ given, column })}
          onBack={() => read.reset()}
          onDone={onClose}
        />
      ) : (
        <div className="business-import">
          <p>{t("import.about")}</p>
          <ul className="business-shapes">
            <li>{t("import.shapeLong")}</li>
            <li>{t("import.shapeAcross")}</li>
          </ul>
          <label htmlFor="business-paste">{t("import.paste")}</label>
          <Input.TextArea
            id="business-paste"
            rows={9}
            placeholder={t("import.example")}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {read.isError ? <ProblemNotice problem={problemOf(read.error)} /> : null}
          <div className="business-tools">
            <Button type="primary" disabled={text.trim() === ""} loading={read.isPending} onClick={() => read.mutate({ given: { text } })}>
              {t("import.read")}
            </Button>
            <label className="button">
              {t("import.file")}
              <input
                type="file"
                accept=".csv,.tsv,.txt,.xlsx"
                className="visually-hidden"
                onChange={({ target }) => {
                  const [file] = target.files ?? [];
                  if (file !== undefined) read.mutate({ given: { file } });
                  target.value = "";
                }}
              />
            </label>
          </div>
          <p className="caption">{t("import.nothingYet")}</p>
        </div>
      )}
    </Drawer>
  );
}
