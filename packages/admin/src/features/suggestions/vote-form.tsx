import { api, type Suggestion } from "@manyi/contracts";
import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { CustomerSelect } from "../../fields/customer-select.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

/** Another customer said the same: counted once. */
export function VoteForm({ item }: { readonly item: Suggestion }) {
  const { t } = useTranslation("suggestions");
  const format = useFormat();
  const [customer, setCustomer] = useState<string | null>(null);
  const vote = useChange(api.suggestions.vote, "suggestions");
  const add = (customerId: string) =>
    vote.mutate({ params: { id: item.id }, body: { customerId } }, { onSuccess: () => setCustomer(null) });
  return (
    <Form layout="vertical" className="suggestion-vote">
      <Form.Item label={t("voteFor", { n: format.count(item.votes + 1) })} htmlFor="suggestion-voter" extra={t("voteAbout")}>
        <CustomerSelect id="suggestion-voter" value={customer} onChange={setCustomer} />
      </Form.Item>
      {vote.isError ? <ProblemNotice problem={problemOf(vote.error)} /> : null}
      <Button disabled={customer === null} loading={vote.isPending} onClick={() => customer !== null && add(customer)}>
        {t("vote")}
      </Button>{" "}
      <span role="status" className="caption">
        {vote.isSuccess ? t(vote.data.counted ? "counted" : "countedBefore") : ""}
      </span>
    </Form>
  );
}
