import { api } from "@manyi/contracts";
import { AutoComplete, type AutoCompleteProps, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { Detail } from "./interview-page.js";

/**
 * One theme per quote, in own words or from the tree of topics. What the other coder chose is not shown here: agreement is measured on
 * independent work.
 */
export function CodingCard({ interview }: { readonly interview: Detail }) {
  const { t } = useTranslation("interviews");
  const format = useFormat();
  const may = useMay()("fieldwork:write");
  const topics = useReading(api.org.vocabulary, {}).data?.topics ?? [];
  const code = useChange(api.interviews.code, "interviews", "voices");
  const [codes, setCodes] = useState<Readonly<Record<string, string>>>(interview.myCodes);
  if (!may || interview.quotes.length === 0) return null;
  const tied = new Map(interview.themes.flatMap(({ code: name, topic }) => (topic === null ? [] : [[name, topic] as const])));
  const own = [...new Set([...interview.codes, ...Object.values(codes)])].filter((one) => one.trim() !== "");
  // a topic somebody has tied a theme to already goes by that theme's name
  const free = topics.filter(({ id }) => ![...tied.values()].includes(id));
  const chosen = new Map([...tied, ...free.map(({ id, name }) => [format.words(name), id] as const)]);
  const given = Object.fromEntries(
    Object.entries(codes).flatMap(([quote, theme]) => (theme.trim() === "" ? [] : [[quote, theme.trim()] as const])),
  );
  const options: NonNullable<AutoCompleteProps["options"]> = [
    { label: t("coding.themes"), options: own.filter((name) => !chosen.has(name)).map((value) => ({ value })) },
    { label: t("coding.topics"), options: [...chosen.keys()].map((value) => ({ value })) },
  ].filter((group) => group.options.length > 0);
  const save = () => {
    const used = [...new Set(Object.values(given))];
    const byTopic = Object.fromEntries(used.flatMap((name) => (chosen.has(name) ? [[name, chosen.get(name)!] as const] : [])));
    code.mutate({ params: { id: interview.id }, body: { codes: given, topics: byTopic } });
  };
  return (
    <Card title={t("coding.title")} caption={t("coding.caption")}>
      <ul className="rows">
        {interview.quotes.map((quote) => {
          const theme = codes[quote.id] ?? "";
          return (
            <li key={quote.id} className="interview-code">
              <span>{quote.text}</span>
              <span className="interview-theme">
                <AutoComplete
                  aria-label={t("coding.theme", { text: quote.text.slice(0, 30) })}
                  placeholder={t("coding.place")}
                  value={theme}
                  options={options}
                  showSearch={{
                    filterOption: (typed, option) =>
                      String(option?.value ?? "")
                        .toLowerCase()
                        .includes(typed.toLowerCase()),
                  }}
                  onChange={(name: string) => setCodes({ ...codes, [quote.id]: name.slice(0, 60) })}
                />
                {chosen.has(theme.trim()) ? <span className="caption">{t("coding.counts")}</span> : null}
              </span>
            </li>
          );
        })}
      </ul>
      {code.isError ? <ProblemNotice problem={problemOf(code.error)} /> : null}
      <Button type="primary" loading={code.isPending} onClick={save}>
        {t("coding.save")}
      </Button>{" "}
      <span role="status" className="caption">
        {code.isSuccess ? t("coding.saved", { count: code.data.coded }) : ""}
      </span>
    </Card>
  );
}
