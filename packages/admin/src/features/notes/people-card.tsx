import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";

/** Who listens: notes per person and week. */
export function PeopleCard() {
  const { t } = useTranslation("notes");
  const format = useFormat();
  const people = useReading(api.notes.people, { query: { weeks: 6 } });
  return (
    <Card title={t("people.title")} caption={t("people.caption")}>
      <Loaded query={people} lines={4}>
        {(data) =>
          data.people.length === 0 ? (
            <p className="quiet">{t("people.none")}</p>
          ) : (
            <Table
              caption={t("people.title")}
              rows={data.people}
              rowKey={({ name, unit }) => `${name} ${format.words(unit)}`}
              start={{ key: "total", down: true }}
              pageSize={20}
              more={(count) => t("people.more", { count })}
              columns={[
                { key: "name", title: t("people.name"), cell: ({ name }) => name || "—", sort: ({ name }) => name },
                { key: "unit", title: t("people.unit"), cell: ({ unit }) => format.words(unit), sort: ({ unit }) => format.words(unit) },
                {
                  key: "total",
                  title: t("people.total"),
                  figure: true,
                  cell: ({ total }) => format.count(total),
                  sort: ({ total }) => total,
                },
                {
                  key: "asked",
                  title: t("people.asked"),
                  figure: true,
                  cell: ({ asked }) => format.count(asked),
                  sort: ({ asked }) => asked,
                },
                ...data.weeks.map((week, i) => ({
                  key: week,
                  title: format.day(week),
                  figure: true,
                  cell: ({ byWeek }: { readonly byWeek: readonly number[] }) => format.count(byWeek[i] ?? 0),
                })),
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
