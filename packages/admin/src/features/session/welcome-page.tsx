import { api } from "@manyi/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { Navigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { Loaded } from "../../ui/loaded.js";
import { AccountStep } from "./account-step.js";
import { ChooseStep } from "./choose-step.js";
import { OrganisationStep } from "./organisation-step.js";
import { StartFrame } from "./start-frame.js";

/** First run in three steps: the account of the one-time link, the organisation, and how to begin. An invited person only needs the first. */
export function WelcomePage() {
  const { t } = useTranslation("session");
  const { token } = useSearch({ from: "/welcome" });
  const queries = useQueryClient();
  const state = useReading(api.session.state, {});
  const signedIn = state.data?.signedIn === true;
  const session = useReading(api.session.get, {}, { enabled: signedIn });
  const [chosen, setChosen] = useState(false);
  const onDone = () => queries.invalidateQueries({ queryKey: ["session"] });

  return (
    <Loaded query={state}>
      {({ hasAccount }) => {
        if (!signedIn && token !== undefined) {
          return <AccountStep token={token} first={!hasAccount} onDone={onDone} />;
        }
        if (!signedIn) return hasAccount ? <Navigate to="/sign-in" /> : <LinkNeeded title={t("link.title")} />;
        return (
          <Loaded query={session}>
            {(who) => {
              const settingUp = who.permissions.includes("settings:write");
              const own = who.organisations.find((one) => !one.isDemo) ?? who.organisation;
              if (settingUp && !own.isSetUp) {
                return (
                  <OrganisationStep
                    session={who}
                    own={own.id}
                    onDone={() => {
                      setChosen(true);
                      return onDone();
                    }}
                  />
                );
              }
              return chosen ? <ChooseStep session={who} /> : <Navigate to="/" />;
            }}
          </Loaded>
        );
      }}
    </Loaded>
  );
}

function LinkNeeded({ title }: { readonly title: string }) {
  const { t } = useTranslation("session");
  return (
    <StartFrame title={title}>
      <h1>{title}</h1>
      <p>{t("link.about")}</p>
      <p className="caption">{t("link.lost")}</p>
    </StartFrame>
  );
}
