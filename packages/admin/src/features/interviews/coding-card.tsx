import { api } from "@manyi/contracts";
import { AutoComplete, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { Detail } from "./interview-page.js";

/** One theme per quote. What the other coder chose is not shown here: agreement is measured on independent work. */
export function CodingCard({ interview }: { readonly interview: Detail }) {
  const { t } = useTranslation("interviews");
  const may = useMay()("fieldwork:write");
  const code = useChange(api.interviews.code, "interviews");
  const [codes, setCodes] = useState<Readonly<Record<string, string>>>(interview.myCodes);
  if (!may || interview.quotes.length === 0) return null;
  const known = [...new Set([...interview.codes, ...Object.values(codes)])].filter((one) => one !== "");
  const given = Object.fromEntries(Object.entries(codes).filter(([, theme]) => theme.trim() !== ""));
  return (
    <Card title={t("coding.title")} caption={t("coding.caption")}>
      <ul className="rows">
        {interview.quotes.map((quote) => (
          <li key={quote.id} className="interview-code">
            <span>{quote.text}</span>
            <AutoComplete
              aria-label={t("coding.theme", { text: quote.text.slice(0, 30) })}
              placeholder={t("coding.place")}
              value={codes[quote.id] ?? ""}
              options={known.map((value) => ({ value }))}
              showSearch={{ filterOption: (typed, option) => (option?.value ?? "").includes(typed) }}
              onChange={(theme: string) => setCodes({ ...codes, [quote.id]: theme.slice(0, 60) })}
            />
          </li>
        ))}
      </ul>
      {code.isError ? <ProblemNotice problem={problemOf(code.error)} /> : null}
      <Button type="primary" loading={code.isPending} onClick={() => code.mutate({ params: { id: interview.id }, body: { codes: given } })}>
        {t("coding.save")}
      </Button>{" "}
      <span role="status" className="caption">
        {code.isSuccess ? t("coding.saved", { count: code.data.coded }) : ""}
      </span>
    </Card>
  );
}
