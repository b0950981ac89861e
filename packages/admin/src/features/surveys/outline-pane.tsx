import { ExclamationCircleFilled, InfoCircleOutlined } from "@ant-design/icons";
import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { estimateSeconds, outlineOf, type Question, type QuestionType } from "@manyi/core/survey";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import type { Locale } from "../../i18n.js";
import { insertAfter, insertKanoPair, joinPage, moveBy, moveTo, newQuestion, splitBefore } from "./edits.js";
import type { Finding } from "./lint-view.js";
import { questionTypes } from "./questions.js";
import { SettingsDrawer } from "./settings-drawer.js";
import type { Draft } from "./use-draft.js";

export type PaneProps = {
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  readonly selected: string | null;
  readonly onSelect: (key: string | null) => void;
  readonly locale: Locale;
};

/** Words a question goes by in lists: its own, or those of its perception. */
export function titleOf(question: Question, locale: Locale): string {
  const text = question.type === "pair" ? question.text[locale] || question.perception[locale] : question.text[locale];
  return text ?? "";
}

/** Pages and questions in order; dragged, or moved with Alt and the arrow keys. */
export function OutlinePane({ draft, findings, selected, onSelect, locale }: PaneProps) {
  const { t } = useTranslation("surveys");
  const { definition, change } = draft;
  const { questions } = outlineOf(definition);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const seconds = estimateSeconds(definition, locale);
  const asked = questions.filter(({ type }) => type !== "statement").length;
  function add(type: QuestionType): void {
    const question = newQuestion(definition, type);
    change(insertAfter(definition, question, selected));
    onSelect(question.key);
  }
  function addKano(): void {
    const added = insertKanoPair(definition, selected);
    change(added.definition);
    onSelect(added.key);
  }
  function onDragEnd({ active, over }: DragEndEvent): void {
    if (over !== null && active.id !== over.id) change(moveTo(definition, String(active.id), String(over.id)));
  }
  let number = 0;
  return (
    <nav className="survey-outline" aria-label={t("outline")}>
      <header>
        <h2>
          {t("outline")} <SettingsDrawer draft={draft} locale={locale} />
        </h2>
        <span className="caption">{t("size", { count: asked, minutes: Math.floor(seconds / 60), seconds: seconds % 60 })}</span>
      </header>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={questions.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          {definition.pages.map((page, index) => (
            <section key={page.key}>
              <p className="survey-page-name">
                {[t("page", { number: index + 1 }), page.title?.[locale] ?? ""].filter(Boolean).join(" · ")}
                {index === 0 ? null : (
                  <button type="button" className="link-button" onClick={() => change(joinPage(definition, page.key))}>
                    {t("joinPage")}
                  </button>
                )}
              </p>
              <ul>
                {page.questions.map((question) => {
                  number += 1;
                  return (
                    <OutlineItem
                      key={question.key}
                      question={question}
                      number={number}
                      locale={locale}
                      isSelected={question.key === selected}
                      findings={findings.filter(({ questionKey }) => questionKey === question.key)}
                      onSelect={() => onSelect(question.key)}
                      onMove={(step) => change(moveBy(definition, question.key, step))}
                    />
                  );
                })}
              </ul>
            </section>
          ))}
        </SortableContext>
      </DndContext>
      <div className="survey-outline-foot">
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [...questionTypes, "kano" as const].map((type) => ({ key: type, label: t(`type.${type}`) })),
            onClick: ({ key }) => (key === "kano" ? addKano() : add(key as QuestionType)),
          }}
        >
          <Button type="link">＋ {t("addQuestion")}</Button>
        </Dropdown>
        {selected === null ? null : (
          <Button type="link" onClick={() => change(splitBefore(definition, selected))}>
            {t("splitPage")}
          </Button>
        )}
      </div>
      <p className="caption survey-keys">{t("keys")}</p>
    </nav>
  );
}

function OutlineItem(props: {
  readonly question: Question;
  readonly number: number;
  readonly locale: Locale;
  readonly isSelected: boolean;
  readonly findings: readonly Finding[];
  readonly onSelect: () => void;
  readonly onMove: (step: 1 | -1) => void;
}) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const { question, number, locale, isSelected, findings, onSelect, onMove } = props;
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: question.key });
  const serious = findings.some(({ severity }) => severity === "must_fix");
  return (
    <li
      ref={setNodeRef}
      style={{ transform: transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`, transition }}
      data-dragging={isDragging}
    >
      <button
        type="button"
        className="survey-item"
        aria-current={isSelected ? "true" : undefined}
        onClick={onSelect}
        onPointerDown={listeners?.onPointerDown as React.PointerEventHandler | undefined}
        onKeyDown={(event) => {
          const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
          if (!event.altKey || step === null) return;
          event.preventDefault();
          onMove(step);
        }}
      >
        <span>Q{number}</span>
        <span className="survey-item-text">{titleOf(question, locale) || format.words(question.text) || t("untitled")}</span>
        {serious ? (
          <ExclamationCircleFilled className="survey-serious" aria-label={t("mustFix")} />
        ) : findings.length > 0 ? (
          <InfoCircleOutlined aria-label={t("advice")} />
        ) : null}
      </button>
    </li>
  );
}
