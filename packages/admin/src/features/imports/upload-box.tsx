import { api } from "@manyi/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf, sendFile } from "../../api.js";
import { FileDrop } from "../../ui/file-drop.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

/** A place for a file of answers. What is in it opens next. */
export function UploadBox() {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: (file: File) => sendFile(api.imports.upload, {}, file),
    onSuccess: async (job) => {
      await queries.invalidateQueries({ queryKey: ["imports"] });
      await navigate({ to: "/listen/imports/$id", params: { id: job.id } });
    },
  });
  return (
    <FileDrop
      label={t("drop.label")}
      title={upload.isPending ? t("drop.reading", { name: upload.variables.name }) : t("drop.title")}
      about={t("drop.about")}
      choose={t("drop.choose")}
      accept=".csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl"
      isBusy={upload.isPending}
      isPrimary
      onFile={(file) => upload.mutate(file)}
    >
      {upload.isError ? <ProblemNotice problem={problemOf(upload.error)} /> : null}
    </FileDrop>
  );
}
