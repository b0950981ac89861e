import { DownloadOutlined } from "@ant-design/icons";
import { addressOf, api } from "@manyi/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { FilterBar } from "../../figures/filter-bar.js";
import { queryOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Loaded } from "../../ui/loaded.js";
import { PageHeader } from "../../ui/page-header.js";
import { CompareCard } from "./compare-card.js";
import { CountsCard } from "./counts-card.js";
import { FlagsCard } from "./flags-card.js";
import { LogCard } from "./log-card.js";
import { PatternsCard } from "./patterns-card.js";
import { QueueCard } from "./queue-card.js";
import type { QualitySearch } from "./search.js";
import "./quality.css";

/** Which answers may be doubted, what a person decided about them, and what that changes. */
export function QualityPage() {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const may = useMay();
  const search = useSearch({ from: "/signed-in/shell/listen/quality" });
  const navigate = useNavigate({ from: "/listen/quality" });
  const go = (next: QualitySearch) => void navigate({ search: next, replace: true });
  const { compare: _compare, ...query } = queryOf(search, format.today);
  const overview = useReading(api.quality.overview, { query });
  return (
    <>
      <PageHeader
        title={t("title")}
        about={t("about", { range: format.range(query) })}
        actions={
          <Button icon={<DownloadOutlined aria-hidden="true" />} href={addressOf(api.quality.logFile, { query })}>
            {t("file")}
          </Button>
        }
      />
      <FilterBar search={search} compares={false} onChange={(filters) => go({ ...filters, flag: search.flag })} />
      <Loaded query={overview} lines={10}>
        {(data) => (
          <div className="quality-cards">
            <CountsCard overview={data} />
            <PatternsCard patterns={data.patterns} more={data.morePatterns} />
            <CompareCard figures={data.figures} />
            <FlagsCard flags={data.flags} chosen={search.flag} onChoose={(flag) => go({ ...search, flag })} />
          </div>
        )}
      </Loaded>
      {may("voices:read") ? (
        <QueueCard key={search.flag} query={query} flag={search.flag} onClear={() => go({ ...search, flag: undefined })} />
      ) : null}
      <LogCard query={query} />
    </>
  );
}
