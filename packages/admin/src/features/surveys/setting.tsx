import { type ReactNode, useId } from "react";

/** One small setting with its label. */
export function Setting({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <span className="survey-setting">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  );
}
