import { SearchOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReachable } from "./rooms.js";

/** The lists that take words, the likeliest first. */
const places = [
  { to: "/act/cases", name: "cases", search: { view: "all" } },
  { to: "/listen/voices", name: "voices", search: {} },
  { to: "/listen/surveys", name: "surveys", search: {} },
] as const;

/** Search from anywhere with `/`: words, then the list to look in. */
export function Search() {
  const { t } = useTranslation();
  const reachable = useReachable();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const offered = places.filter(({ to }) => reachable(to));

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.key !== "/" ||
        event.ctrlKey ||
        event.metaKey ||
        target.isContentEditable ||
        /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      )
        return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  if (offered.length === 0) return null;

  function go(index: number): void {
    const place = offered[index];
    if (place === undefined || text.trim() === "") return;
    setOpen(false);
    input.current?.blur();
    const search: Record<string, unknown> = { ...place.search, text: text.trim() };
    void navigate({ to: place.to as string, search });
  }
  function onKey(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen((now) => (now + step + offered.length) % offered.length);
    } else if (event.key === "Enter") go(chosen);
    else if (event.key === "Escape") input.current?.blur();
  }
  const listed = open && text.trim() !== "";
  return (
    <search className="search">
      <SearchOutlined aria-hidden="true" />
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={t("search.label")}
        aria-expanded={listed}
        aria-controls={list}
        aria-activedescendant={listed ? `${list}-${chosen}` : undefined}
        autoComplete="off"
        placeholder={t("search.hint")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      <span className="search-key" aria-hidden="true">
        /
      </span>
      <div id={list} className="search-list" role="listbox" aria-label={t("search.label")} hidden={!listed}>
        {offered.map((place, index) => (
          <div
            key={place.to}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(index)}
            onKeyDown={onKey}
          >
            {t(`search.${place.name}`, { text: text.trim() })}
          </div>
        ))}
      </div>
    </search>
  );
}
