import type { LocalText } from "@manyi/core/survey";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageLink } from "../../ui/page-link.js";

type Asked = { readonly code: string; readonly label: LocalText; readonly survey: { readonly title: LocalText } };

/** Which question is looked at, where there are several. */
export function QuestionPicker(props: {
  readonly questions: readonly Asked[];
  readonly chosen: string | null;
  readonly onQuestion: (code: string) => void;
}) {
  const { t } = useTranslation("price");
  const format = useFormat();
  const { questions, chosen, onQuestion } = props;
  const nameOf = ({ label, survey }: Asked) => `${format.words(label)} · ${format.words(survey.title)}`;
  const only = questions.find(({ code }) => code === chosen);
  if (questions.length < 2) return only === undefined ? null : <p className="caption price-question">{nameOf(only)}</p>;
  return (
    <Select
      className="price-question"
      aria-label={t("question")}
      popupMatchSelectWidth={false}
      value={chosen}
      options={questions.map((one) => ({ value: one.code, label: nameOf(one) }))}
      onChange={(code) => code !== null && onQuestion(code)}
    />
  );
}

/** Why there is nothing to see: nobody asks, nobody answered yet, or too few to be shown. */
export function NothingToSee({ kind, why }: { readonly kind: "price" | "bestWorst"; readonly why: "notAsked" | "none" | "few" }) {
  const { t } = useTranslation("price");
  return (
    <EmptyState
      title={t(`${why}.title`)}
      about={t(why === "notAsked" ? `${kind}.notAsked` : `${why}.about`)}
      {...(why === "notAsked"
        ? {
            step: (
              <PageLink to="/listen/surveys" className="button button-primary">
                {t("notAsked.step")}
              </PageLink>
            ),
          }
        : {})}
    />
  );
}
