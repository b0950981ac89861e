import { UploadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useRef, useState } from "react";
import "./file-drop.css";

/** A place to drop a file on, or to choose one from. */
export function FileDrop(props: {
  readonly label: string;
  readonly title: string;
  readonly about: string;
  readonly choose: string;
  /** endings with their dots, comma-separated */
  readonly accept: string;
  readonly isBusy: boolean;
  readonly isPrimary?: boolean;
  readonly onFile: (file: File) => void;
  /** what went wrong */
  readonly children?: ReactNode;
}) {
  const { label, title, about, choose, accept, isBusy, isPrimary = false, onFile, children } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file !== undefined && !isBusy) onFile(file);
  };
  return (
    <section
      className="file-drop"
      data-over={over}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <p className="strong">{title}</p>
      <p className="caption">{about}</p>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={choose}
        className="visually-hidden"
        tabIndex={-1}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = "";
        }}
      />
      <Button type={isPrimary ? "primary" : "default"} icon={<UploadOutlined />} loading={isBusy} onClick={() => input.current?.click()}>
        {choose}
      </Button>
      {children}
    </section>
  );
}
