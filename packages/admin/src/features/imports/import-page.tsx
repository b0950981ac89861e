import { api } from "@manyi/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, reading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageMissing } from "../../ui/page-states.js";
import { isBusy } from "./job-state.js";
import { MappingStep } from "./mapping-step.js";
import { ResultStep } from "./result-step.js";
import { RunningStep } from "./running-step.js";
import "./imports.css";

const steps = ["mapping", "running", "result"] as const;

/** One file on its way in: what its columns mean, the run, the result. It may be left at any time and found again. */
export function ImportPage() {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const queries = useQueryClient();
  const { id } = useParams({ from: "/signed-in/shell/listen/imports/$id" });
  const query = useQuery({
    ...reading(api.imports.get, { params: { id } }),
    refetchInterval: ({ state }) => (state.data !== undefined && isBusy(state.data) ? 700 : false),
  });
  const job = query.data;
  const wasBusy = useRef(false);
  useEffect(() => {
    if (job === undefined) return;
    if (wasBusy.current && !isBusy(job))
      for (const slice of ["figures", "voices", "vocabulary", "surveys"]) void queries.invalidateQueries({ queryKey: [slice] });
    wasBusy.current = isBusy(job);
  }, [job, queries]);
  if (query.isError && job === undefined && problemOf(query.error).code === "NOT_FOUND") return <PageMissing />;
  const here = job === undefined ? "mapping" : job.state === "uploaded" ? "mapping" : isBusy(job) ? "running" : "result";
  return (
    <>
      <PageHeader
        title={job?.fileName ?? t("one")}
        about={
          job === undefined ? undefined : (
            <>
              <Link to="/listen/imports">{t("title")}</Link> ·{" "}
              {[job.format.kind.toUpperCase(), job.format.encoding, format.moment(job.createdAt)].join(" · ")}
            </>
          )
        }
      />
      <ol className="import-steps" aria-label={t("steps")}>
        {steps.map((step) => (
          <li
            key={step}
            data-here={step === here}
            data-done={steps.indexOf(step) < steps.indexOf(here)}
            aria-current={step === here ? "step" : undefined}
          >
            {t(`step.${step}`)}
          </li>
        ))}
      </ol>
      <Loaded query={query} title={t("fault")} lines={8}>
        {(one) =>
          one.state === "uploaded" ? (
            <MappingStep key={one.id} job={one} />
          ) : isBusy(one) ? (
            <RunningStep job={one} />
          ) : (
            <ResultStep job={one} />
          )
        }
      </Loaded>
    </>
  );
}
