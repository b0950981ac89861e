import { api, type PopulationDimension } from "@manyi/contracts";
import { Button, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type People = Readonly<Record<string, number | null>>;

/** How many people there are, by stratum: typed in, or pasted from a table. Saved as a new version with its source and date. */
export function MarginForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(["population", "shell"]);
  const format = useFormat();
  const { data } = useReading(api.population.margins, {});
  const [dimension, setDimension] = useState<PopulationDimension>("segment");
  const [people, setPeople] = useState<People>({});
  const [source, setSource] = useState("");
  const [asOf, setAsOf] = useState(format.today);
  const [text, setText] = useState<string | null>(null);
  const read = useChange(api.population.readMargin);
  const save = useChange(api.population.saveMargin, "population");
  const choices = data?.choices.find((one) => one.dimension === dimension)?.levels ?? [];
  const newest = data?.items.find((one) => one.dimension === dimension);
  const filled = Object.entries(people).flatMap(([level, value]) =>
    value === null || value === undefined ? [] : [{ level, people: value }],
  );

  function choose(next: PopulationDimension): void {
    setDimension(next);
    setPeople({});
    read.reset();
  }
  function readText(): void {
    read.mutate(
      { body: { dimension, text: text ?? "" } },
      { onSuccess: ({ levels }) => setPeople(Object.fromEntries(levels.map((one) => [one.level, one.people]))) },
    );
  }
  return (
    <Modal
      open
      width={640}
      title={t("margin.title")}
      okText={t("margin.save")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: filled.length === 0 || source.trim().length < 3 || asOf === "", loading: save.isPending }}
      onOk={() => save.mutate({ body: { dimension, source, asOf, levels: filled } }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <div className="population-form">
        <div className="population-row">
          <Select<PopulationDimension>
            aria-label={t("margin.dimension")}
            value={dimension}
            popupMatchSelectWidth={false}
            options={(data?.choices ?? []).map((one) => ({ value: one.dimension, label: t(`dimension.${one.dimension}`) }))}
            onChange={choose}
          />
          <Input
            aria-label={t("margin.source")}
            placeholder={t("margin.sourceHint")}
            maxLength={300}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          />
          <input type="date" aria-label={t("margin.asOf")} value={asOf} onChange={({ target }) => setAsOf(target.value)} />
        </div>
        {newest === undefined ? null : (
          <p className="caption">{t("margin.known", { version: newest.version, source: newest.source, day: format.day(newest.asOf) })}</p>
        )}
        <ul className="population-inputs">
          {choices.map(({ level, label, parent }) => (
            <li key={level} data-inner={parent !== null}>
              <span>{format.words(label)}</span>
              <InputNumber
                aria-label={format.words(label)}
                min={0}
                precision={0}
                controls={false}
                value={people[level] ?? null}
                onChange={(value) => setPeople((now) => ({ ...now, [level]: value }))}
              />
            </li>
          ))}
        </ul>
        {dimension === "unit" ? <p className="caption">{t("margin.units")}</p> : null}
        {text === null ? (
          <button type="button" className="link-button" onClick={() => setText("")}>
            {t("margin.paste")}
          </button>
        ) : (
          <>
            <Input.TextArea
              aria-label={t("margin.paste")}
              rows={4}
              placeholder={t("margin.pasteHint")}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
            <div className="population-row">
              <Button onClick={readText} loading={read.isPending} disabled={text.trim() === ""}>
                {t("margin.read")}
              </Button>
              <label className="button">
                {t("margin.file")}
                <input
                  type="file"
                  accept=".csv,.txt,text/csv"
                  className="visually-hidden"
                  onChange={({ target }) => {
                    void target.files?.[0]?.text().then(setText);
                  }}
                />
              </label>
            </div>
          </>
        )}
        {read.data === undefined ? null : (
          <div role="status" className="caption">
            <p>{t("margin.taken", { count: read.data.levels.length })}</p>
            {read.data.rejected.map(({ line, text: row, why }) => (
              <p key={line} className="worse">
                {t(`margin.why.${why}`, { line, row })}
              </p>
            ))}
          </div>
        )}
        {[save.error, read.error].map((error) =>
          error === null ? null : <ProblemNotice key={error.message} problem={problemOf(error)} />,
        )}
      </div>
    </Modal>
  );
}
