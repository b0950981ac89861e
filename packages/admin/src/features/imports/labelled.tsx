import { type ReactNode, useId } from "react";

/** A label above its control; the control takes the id. */
export function Labelled(props: { readonly label: string; readonly about?: string; readonly children: (id: string) => ReactNode }) {
  const { label, about, children } = props;
  const id = useId();
  return (
    <div className="import-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {about === undefined ? null : <span className="caption">{about}</span>}
    </div>
  );
}
