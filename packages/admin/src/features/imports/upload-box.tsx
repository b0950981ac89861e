import { UploadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { uploadFile } from "./upload.js";

/** A place to drop a file on, or to choose one from. What is in it opens next. */
export function UploadBox() {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: async (job) => {
      await queries.invalidateQueries({ queryKey: ["imports"] });
      await navigate({ to: "/listen/imports/$id", params: { id: job.id } });
    },
  });
  const take = (file: File | undefined) => {
    if (file !== undefined && !upload.isPending) upload.mutate(file);
  };
  return (
    <section
      className="import-drop"
      data-over={over}
      aria-label={t("drop.label")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <p className="strong">{upload.isPending ? t("drop.reading", { name: upload.variables.name }) : t("drop.title")}</p>
      <p className="caption">{t("drop.about")}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl"
        aria-label={t("drop.choose")}
        className="visually-hidden"
        tabIndex={-1}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = "";
        }}
      />
      <Button type="primary" icon={<UploadOutlined />} loading={upload.isPending} onClick={() => input.current?.click()}>
        {t("drop.choose")}
      </Button>
      {upload.isError ? <ProblemNotice problem={problemOf(upload.error)} /> : null}
    </section>
  );
}
