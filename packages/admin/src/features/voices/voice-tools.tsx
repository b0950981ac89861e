import { api } from "@manyi/contracts";
import { Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useProductNames } from "../../fields/product-names.js";
import { Narrowing } from "./narrowing.js";
import { handlings, npsSpans, qualities, signals, type VoiceSearch } from "./search.js";

type Props = { readonly search: VoiceSearch; readonly onChange: (search: VoiceSearch) => void };

/** What narrows the stream beside the filter bar: words, score, source, handling, signal, whether it counts. */
export function VoiceTools({ search, onChange }: Props) {
  const { t } = useTranslation(["voices", "figures"]);
  const vocabulary = useReading(api.org.vocabulary, {}).data;
  const { text, withComment, quality, handling, signal, source, product, metric, min, max } = search;
  const put = (part: VoiceSearch) => onChange({ ...search, ...part });
  const span = npsSpans.find((one) => metric === "nps" && one.min === min && one.max === max);
  return (
    <div className="voice-tools">
      <TextField key={text} start={text ?? ""} onText={(words) => put({ text: words === "" ? undefined : words })} />
      <Checkbox checked={withComment === true} onChange={({ target }) => put({ withComment: target.checked ? true : undefined })}>
        {t("withComment")}
      </Checkbox>
      {metric === undefined || span !== undefined ? (
        <Choice
          name="score"
          value={span?.code}
          options={npsSpans.map(({ code }) => ({ value: code, label: t(`scored.${code}`) }))}
          onChange={(code) => {
            const chosen = npsSpans.find((one) => one.code === code);
            put(
              chosen === undefined
                ? { metric: undefined, min: undefined, max: undefined }
                : { metric: "nps", min: chosen.min, max: chosen.max },
            );
          }}
        />
      ) : null}
      <Choice
        name="source"
        value={source}
        options={(vocabulary?.sources ?? []).map((value) => ({ value, label: t(`sources.${value}`, { defaultValue: value }) }))}
        onChange={(value) => put({ source: value })}
      />
      <ProductChoice value={product} onChange={(value) => put({ product: value })} />
      <Choice
        name="handling"
        value={handling}
        options={handlings.map((value) => ({ value, label: t(`handled.${value}`) }))}
        onChange={(value) => put({ handling: value })}
      />
      <Choice
        name="signal"
        value={signal}
        options={signals.map((value) => ({ value, label: t(`signal.${value}`) }))}
        onChange={(value) => put({ signal: value })}
      />
      <Select<"counted" | (typeof qualities)[number]>
        aria-label={t("counting.label")}
        popupMatchSelectWidth={false}
        value={quality ?? "counted"}
        options={(["counted", ...qualities] as const).map((value) => ({ value, label: t(`counting.${value}`) }))}
        onChange={(value) => put({ quality: value === "counted" ? undefined : value })}
      />
      {span === undefined ? (
        <Narrowing search={search} onClear={() => put({ metric: undefined, min: undefined, max: undefined, recalled: undefined })} />
      ) : null}
    </div>
  );
}

function Choice<V extends string>(props: {
  readonly name: string;
  readonly value: V | undefined;
  readonly options: { value: V; label: string }[];
  readonly onChange: (value: V | undefined) => void;
}) {
  const { t } = useTranslation("voices");
  const { name, value, options, onChange } = props;
  return (
    <Select<V | null>
      aria-label={t(`narrow.${name}`)}
      placeholder={t(`narrow.${name}`)}
      popupMatchSelectWidth={false}
      allowClear
      value={value ?? null}
      options={options}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** A product named in the last year. */
function ProductChoice({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslation("voices");
  const [isOpened, setOpened] = useState(false);
  const names = useProductNames(isOpened);
  return (
    <Select<string | null>
      aria-label={t("narrow.product")}
      placeholder={t("narrow.product")}
      popupMatchSelectWidth={false}
      allowClear
      showSearch
      value={value ?? null}
      options={[...new Set([...(value === undefined ? [] : [value]), ...names])].map((name) => ({ value: name, label: name }))}
      onOpenChange={(isOpen) => isOpen && setOpened(true)}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

function TextField({ start, onText }: { readonly start: string; readonly onText: (text: string) => void }) {
  const { t } = useTranslation("voices");
  const [text, setText] = useState(start);
  return (
    <Input.Search
      className="voice-text"
      aria-label={t("text")}
      placeholder={t("text")}
      title={t("textHow")}
      allowClear
      value={text}
      maxLength={200}
      onChange={({ target }) => setText(target.value)}
      onSearch={(value) => onText(value.trim())}
    />
  );
}
