import { api } from "@manyi/contracts";
import { Button, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Fields = { items: string[] };

/** Words to hear of at once. */
export function WatchCard() {
  const { t } = useTranslation("sources");
  const words = useReading(api.sources.watchWords, {});
  const save = useChange(api.sources.saveWatchWords, "sources");
  return (
    <Card title={t("watch.title")} caption={t("watch.caption")}>
      <Loaded query={words} lines={2}>
        {({ items }) => (
          <Form<Fields>
            layout="vertical"
            key={items.join("\n")}
            initialValues={{ items }}
            onFinish={(fields) => save.mutate({ body: fields })}
          >
            <Form.Item name="items" label={t("watch.label")}>
              <Select mode="tags" open={false} suffixIcon={null} maxCount={30} placeholder={t("watch.example")} />
            </Form.Item>
            {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
            <Button htmlType="submit" loading={save.isPending}>
              {t("watch.save")}
            </Button>{" "}
            <span role="status" className="caption">
              {save.isSuccess ? t("watch.saved") : ""}
            </span>
          </Form>
        )}
      </Loaded>
    </Card>
  );
}
