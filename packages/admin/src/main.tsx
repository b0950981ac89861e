import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { createQueries } from "./api.js";
import { addFonts } from "./fonts.js";
import { startI18n, useLocale } from "./i18n.js";
import { createPages } from "./routes.js";
import { theme } from "./theme.js";
import { keepFocus } from "./ui/keep-focus.js";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";

const queries = createQueries(() => {
  queries.removeQueries({ queryKey: ["session"] });
  void router.invalidate();
});
const router = createPages(queries);

/** Popups open inside the landmark of what opened them, so that a screen reader finds them where it is. */
function landmarkOf(trigger?: HTMLElement): HTMLElement {
  return trigger?.closest<HTMLElement>("main, header") ?? document.body;
}

function App() {
  const locale = useLocale();
  return (
    <ConfigProvider theme={theme} locale={locale === "en" ? en : zhCN} button={{ autoInsertSpace: false }} getPopupContainer={landmarkOf}>
      <QueryClientProvider client={queries}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

addFonts();
keepFocus(document);
await startI18n();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
