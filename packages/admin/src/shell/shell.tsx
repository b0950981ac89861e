import { Outlet, useLocation, useMatches } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session.js";
import { PageMissing } from "../ui/page-states.js";
import { BottomBar } from "./bottom-bar.js";
import { DemoBanner } from "./demo-banner.js";
import { useLive } from "./live.js";
import { PageTabs } from "./page-tabs.js";
import { SideBar } from "./side-bar.js";
import { TopBar } from "./top-bar.js";
import "./shell.css";

/** The frame of every page: side bar, top bar, page; on a phone a bar at the foot. */
export function Shell() {
  const { t } = useTranslation();
  const may = useMay();
  const needed = useMatches({ select: (matches) => matches.at(-1)?.staticData.may });
  const path = useLocation({ select: (location) => location.pathname });
  useLive();
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {t("skip")}
      </a>
      <SideBar path={path} />
      <div className="shell-main">
        <TopBar path={path} />
        <DemoBanner />
        <PageTabs path={path} />
        <main id="page" className="shell-page" tabIndex={-1}>
          <Suspense>{needed === undefined || may(needed) ? <Outlet /> : <PageMissing />}</Suspense>
        </main>
      </div>
      <BottomBar path={path} />
    </div>
  );
}
