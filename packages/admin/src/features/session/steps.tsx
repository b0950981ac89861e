import { useTranslation } from "react-i18next";

const names = ["account", "organisation", "choose"] as const;
export type StepName = (typeof names)[number];

/** 管理员账号 — 组织与时区 — 怎么开始. */
export function Steps({ now, aside }: { readonly now: StepName; readonly aside?: string }) {
  const { t } = useTranslation("session");
  const at = names.indexOf(now);
  return (
    <div className="steps">
      <ol>
        {names.map((name, index) => (
          <li key={name} data-state={index < at ? "done" : index === at ? "now" : "later"} aria-current={index === at ? "step" : undefined}>
            <i aria-hidden="true">{index < at ? "✓" : index + 1}</i>
            {t(`step.${name}`)}
          </li>
        ))}
      </ol>
      {aside === undefined ? null : <span className="caption">{aside}</span>}
    </div>
  );
}
