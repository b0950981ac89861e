import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import "./method-help.css";

/** One line of a worked example: what it is and what core computed. */
export type Step = { readonly name: string; readonly value: ReactNode };

const parts = ["question", "formula", "conditions", "reading"] as const;

/**
 * “How this is computed”: opens a drawer with the question a figure answers, its formula in plain words, when it holds, how to read it,
 * and a worked example.
 *
 * @param of key of its words, `crosstab:help.table`; below it stand `title`, `question`, `formula`, `conditions`, `reading` and `example`
 * (the case told in a sentence or two); a line break begins a new paragraph
 * @param values what the words fill in
 * @param steps the example's numbers, computed by calling core when the drawer opens, never typed
 * @example
 * <MethodHelp of="drivers:help.weights" steps={() => [{ name: t("help.weights.share"), value: format.figure("percent", …) }]} />
 */
export function MethodHelp(props: {
  readonly of: string;
  readonly values?: Record<string, string | number>;
  readonly steps: () => readonly Step[];
  /** a drawing or table below the steps */
  readonly children?: ReactNode;
}) {
  const { of, values = {}, steps, children } = props;
  const slice = of.split(":")[0] ?? "shell";
  const { t } = useTranslation(["shell", slice]);
  const [open, setOpen] = useState(false);
  const words = (part: string) => String(t(`${of}.${part}` as never, values as never));
  const paragraphs = (part: string) =>
    words(part)
      .split("\n")
      .map((text) => <p key={text}>{text}</p>);
  return (
    <>
      <button type="button" className="link-button method-help-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <QuestionCircleOutlined aria-hidden="true" /> {t("shell:help.open")}
      </button>
      <Drawer title={words("title")} size={480} open={open} onClose={() => setOpen(false)} destroyOnHidden>
        <div className="method-help">
          {parts.map((part) => (
            <section key={part}>
              <h3>{t(`shell:help.${part}`)}</h3>
              {paragraphs(part)}
            </section>
          ))}
          <section className="method-help-example">
            <h3>{t("shell:help.example")}</h3>
            {paragraphs("example")}
            {open ? <Steps of={steps} /> : null}
            {children}
            <p className="caption">{t("shell:help.computed")}</p>
          </section>
          <Button onClick={() => setOpen(false)}>{t("shell:help.close")}</Button>
        </div>
      </Drawer>
    </>
  );
}

function Steps({ of }: { readonly of: () => readonly Step[] }) {
  return (
    <dl>
      {of().map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
