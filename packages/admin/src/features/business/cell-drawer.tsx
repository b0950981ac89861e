import { api, type BusinessFigure } from "@manyi/contracts";
import { Button, Drawer, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useMay } from "../../session.js";
import { Loaded } from "../../ui/loaded.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { amount, monthText } from "./amounts.js";

export type Place = {
  readonly unit: { readonly id: number; readonly name: BusinessFigure["name"] };
  readonly month: string;
  readonly value: number | null;
};

/** One unit's value of a month: corrected here, and below it every version that stood. */
export function CellDrawer({
  figure,
  place,
  onClose,
}: {
  readonly figure: BusinessFigure;
  readonly place: Place;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const may = useMay();
  const { unit, month } = place;
  const [value, setValue] = useState<number | null>(place.value);
  const [source, setSource] = useState("");
  const take = useChange(api.business.take, "business");
  const versions = useReading(api.business.versions, { params: { id: figure.id }, query: { unit: unit.id, month } });
  const save = (given: number | null) =>
    take.mutate(
      {
        params: { id: figure.id },
        body: {
          kind: "edited",
          source: source.trim().length < 2 ? figure.source : source.trim(),
          values: [{ unitId: unit.id, month, value: given }],
        },
      },
      { onSuccess: onClose },
    );
  return (
    <Drawer
      title={t("cell.title", { unit: format.words(unit.name), month: monthText(month, format), figure: format.words(figure.name) })}
      size={480}
      open
      onClose={onClose}
      destroyOnHidden
    >
      {may("business:write") && !figure.isRetired ? (
        <Form layout="vertical" requiredMark={false} onFinish={() => value !== null && save(value)}>
          <Form.Item label={t("cell.value")} htmlFor="business-value">
            <InputNumber<number>
              id="business-value"
              controls={false}
              value={value}
              {...(figure.unit === "" ? {} : { suffix: figure.unit })}
              onChange={setValue}
            />
          </Form.Item>
          <Form.Item label={t("cell.why")} htmlFor="business-why">
            <Input
              id="business-why"
              maxLength={300}
              placeholder={figure.source}
              value={source}
              onChange={({ target }) => setSource(target.value)}
            />
          </Form.Item>
          {take.isError ? <ProblemNotice problem={problemOf(take.error)} /> : null}
          <div className="business-tools">
            <Button type="primary" htmlType="submit" loading={take.isPending} disabled={value === null || value === place.value}>
              {t("cell.save")}
            </Button>
            <Button loading={take.isPending} disabled={place.value === null} onClick={() => save(null)}>
              {t("cell.remove")}
            </Button>
          </div>
        </Form>
      ) : null}
      <h3 className="business-versions-title">{t("cell.versions")}</h3>
      <Loaded query={versions} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("cell.noVersions")}</p>
          ) : (
            <ol className="business-versions">
              {items.map(({ version, value: stood, origin, isInForce, isUndone }) => (
                <li key={version}>
                  <p>
                    <b>{stood === null ? t("cell.taken") : amount(stood, figure, format)}</b>{" "}
                    <span className="quiet">{t("cell.version", { version })}</span>{" "}
                    {isInForce ? <span className="tag tag-better">{t("cell.inForce")}</span> : null}
                    {isUndone ? <span className="tag">{t("cell.undone")}</span> : null}
                  </p>
                  <p className="caption">
                    {[format.moment(origin.at), origin.by ?? "", t(`kind.${origin.kind}`), origin.source, origin.fileName ?? ""]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Drawer>
  );
}
