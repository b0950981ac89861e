import { Input } from "antd";
import { useState } from "react";
import "./list.css";

/** Words to look for in a list. Follows the address: give it `key={start}`. */
export function SearchWords({
  label,
  start,
  onText,
}: {
  readonly label: string;
  readonly start: string | undefined;
  /** `undefined` when nothing is looked for any more */
  readonly onText: (text: string | undefined) => void;
}) {
  const [text, setText] = useState(start ?? "");
  return (
    <Input.Search
      className="search-words"
      aria-label={label}
      placeholder={label}
      allowClear
      maxLength={100}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onSearch={(value) => onText(value.trim() === "" ? undefined : value.trim())}
    />
  );
}
