import { api } from "@manyi/contracts";
import { Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { Table } from "../../ui/table.js";

type Stratum = { code: string; population: number; deviation?: number };
/** Three districts of a thousand customers, the worked example of the method. */
const START: readonly Stratum[] = [
  { code: "A", population: 515, deviation: 10 },
  { code: "B", population: 305, deviation: 10 },
  { code: "C", population: 180, deviation: 10 },
];

/** Spreads a sample over strata that are typed in, without a frame. */
export function AllocationCard() {
  const { t } = useTranslation("samples");
  const format = useFormat();
  const [n, setN] = useState(278);
  const [method, setMethod] = useState<"proportional" | "equal" | "neyman">("proportional");
  const [strata, setStrata] = useState<readonly Stratum[]>(START);
  const allocate = useChange(api.population.allocate);
  const sizes = new Map(allocate.data?.strata.map((one) => [one.code, one]));
  const set = (at: number, part: Partial<Stratum>) => {
    setStrata(strata.map((one, i) => (i === at ? { ...one, ...part } : one)));
    allocate.reset();
  };
  return (
    <Card title={t("allocation.title")} caption={t("allocation.caption")} foot={<span>{t("allocation.foot")}</span>}>
      <div className="sample-row">
        <span className="sample-inline">
          {t("allocation.n")}{" "}
          <InputNumber aria-label={t("allocation.n")} min={0} precision={0} value={n} onChange={(value) => setN(value ?? 0)} />
        </span>
        <Select<"proportional" | "equal" | "neyman">
          aria-label={t("allocation.method")}
          value={method}
          popupMatchSelectWidth={false}
          options={(["proportional", "equal", "neyman"] as const).map((value) => ({ value, label: t(`allocation.methods.${value}`) }))}
          onChange={(value) => {
            setMethod(value);
            allocate.reset();
          }}
        />
      </div>
      <Table
        caption={t("allocation.title")}
        rows={strata.map((stratum, at) => ({ ...stratum, at }))}
        rowKey={({ at }) => at}
        columns={[
          {
            key: "code",
            title: t("allocation.stratum"),
            cell: ({ code, at }) => (
              <Input
                aria-label={t("allocation.stratum")}
                value={code}
                maxLength={80}
                onChange={({ target }) => set(at, { code: target.value })}
              />
            ),
          },
          {
            key: "people",
            title: t("allocation.people"),
            cell: ({ population, at }) => (
              <InputNumber
                aria-label={t("allocation.people")}
                min={0}
                precision={0}
                controls={false}
                value={population}
                onChange={(value) => set(at, { population: value ?? 0 })}
              />
            ),
          },
          ...(method === "neyman"
            ? [
                {
                  key: "deviation",
                  title: t("allocation.deviation"),
                  cell: ({ deviation, at }: Stratum & { at: number }) => (
                    <InputNumber
                      aria-label={t("allocation.deviation")}
                      min={0}
                      controls={false}
                      value={deviation ?? null}
                      onChange={(value) => set(at, { deviation: value ?? 0 })}
                    />
                  ),
                },
              ]
            : []),
          { key: "exact", title: t("allocation.exact"), figure: true, cell: ({ code }) => sizes.get(code)?.exact.toFixed(2) ?? "" },
          {
            key: "size",
            title: t("allocation.size"),
            figure: true,
            cell: ({ code }) => <b>{sizes.has(code) ? format.count(sizes.get(code)!.size) : ""}</b>,
          },
        ]}
      />
      <div className="sample-row">
        <Button
          onClick={() => {
            setStrata([...strata, { code: String.fromCharCode(65 + (strata.length % 26)), population: 0, deviation: 10 }]);
            allocate.reset();
          }}
        >
          {t("allocation.add")}
        </Button>
        <Button
          loading={allocate.isPending}
          onClick={() =>
            allocate.mutate({
              body: {
                n,
                method,
                strata: strata.map(({ deviation, ...one }) => (method === "neyman" ? { ...one, deviation: deviation ?? 0 } : one)),
              },
            })
          }
        >
          {t("allocation.compute")}
        </Button>
      </div>
      {allocate.isError ? <ProblemNotice problem={problemOf(allocate.error)} /> : null}
    </Card>
  );
}
