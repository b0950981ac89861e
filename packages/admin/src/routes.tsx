import { api, Refusal } from "@manyi/contracts";
import type { Permission } from "@manyi/core/access";
import type { QueryClient } from "@tanstack/react-query";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent as lazy, Outlet, redirect } from "@tanstack/react-router";
import { ask } from "./api.js";
import { linkageSearch } from "./features/business/search.js";
import { caseSearch } from "./features/cases/search.js";
import { checkSearch } from "./features/checks/search.js";
import { contactSearch } from "./features/contacts/search.js";
import { crosstabSearch, reasonsSearch } from "./features/crosstab/search.js";
import { dashboardSearch } from "./features/dashboard/search.js";
import { driversSearch } from "./features/drivers/search.js";
import { effectSearch, planSearch } from "./features/effects/search.js";
import { expectationSearch } from "./features/expectation/search.js";
import { inboxSearch } from "./features/feedback/search.js";
import { kanoSearch } from "./features/kano/search.js";
import { loyaltySearch } from "./features/loyalty/search.js";
import { modelSearch } from "./features/model/search.js";
import { sampleSearch } from "./features/population/search.js";
import { priceSearch } from "./features/price/search.js";
import { qualitySearch } from "./features/quality/search.js";
import { startSearch } from "./features/session/search.js";
import { sourceSearch } from "./features/sources/search.js";
import { surveySearch } from "./features/surveys/search.js";
import { subjectsSearch, themesSearch } from "./features/themes/search.js";
import { trendSearch } from "./features/trends/search.js";
import { viewsSearch } from "./features/views/search.js";
import { voiceSearch } from "./features/voices/search.js";
import { filterSearch } from "./figures/filter-search.js";
import { sessionReading } from "./session.js";
import { PageFault, PageMissing } from "./ui/page-states.js";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** its name in the catalogue, `shell:page.<name>`; pages with a name stand in the menu of their room, the first path segment */
    menu?: string;
    /** opens a new group of its room's pages */
    gap?: true;
    /** opens only for people who may; to anybody else it does not exist */
    may?: Permission;
  }
  interface Register {
    router: ReturnType<typeof createPages>;
  }
}

/** Builds the router. @param queries where the session is kept */
export function createPages(queries: QueryClient) {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: () => (
      <main>
        <PageMissing />
      </main>
    ),
    errorComponent: ({ error }) => (
      <main>
        <PageFault error={error} />
      </main>
    ),
  });
  const welcome = createRoute({
    getParentRoute: () => root,
    path: "/welcome",
    validateSearch: startSearch,
    component: lazy(() => import("./features/session/welcome-page.js"), "WelcomePage"),
  });
  const signIn = createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: startSearch,
    component: lazy(() => import("./features/session/sign-in-page.js"), "SignInPage"),
  });

  /** Everything below is for people who have signed in. Full-width editors hang here, other pages below the shell. */
  const signedIn = createRoute({
    getParentRoute: () => root,
    id: "signed-in",
    beforeLoad: async ({ location, matches }) => {
      // what the page is made of comes while we ask who is there
      for (const { routeId } of matches) void router.loadRouteChunk(router.routesById[routeId]);
      const session = await queries.ensureQueryData(sessionReading).catch(async (error: unknown) => {
        if (!(error instanceof Refusal) || error.status !== 401) throw error;
        const { hasAccount } = await ask(api.session.state, {});
        throw redirect(hasAccount ? { to: "/sign-in", search: { next: location.href } } : { to: "/welcome" });
      });
      if (!session.organisation.isSetUp && !session.organisation.isDemo && session.permissions.includes("settings:write"))
        throw redirect({ to: "/welcome" });
    },
  });
  const shell = createRoute({ getParentRoute: () => signedIn, id: "shell", component: lazy(() => import("./shell/shell.js"), "Shell") });
  const inShell = { getParentRoute: () => shell };

  // One entry per page. Order is the order of the menu.
  const pages = [
    createRoute({ ...inShell, path: "/", component: lazy(() => import("./features/home/home-page.js"), "HomePage") }),
    createRoute({
      ...inShell,
      path: "/listen/surveys",
      validateSearch: surveySearch,
      component: lazy(() => import("./features/surveys/surveys-page.js"), "SurveysPage"),
      staticData: { menu: "surveys", may: "surveys:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/surveys/$id/quotas",
      component: lazy(() => import("./features/quotas/quotas-page.js"), "QuotasPage"),
      staticData: { may: "surveys:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/samples",
      component: lazy(() => import("./features/samples/samples-page.js"), "SamplesPage"),
      staticData: { menu: "samples", may: "fieldwork:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/samples/new",
      component: lazy(() => import("./features/samples/new-page.js"), "NewSamplePage"),
      staticData: { may: "fieldwork:write" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/samples/$id",
      component: lazy(() => import("./features/samples/sample-page.js"), "SamplePage"),
      staticData: { may: "fieldwork:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/interviews",
      component: lazy(() => import("./features/interviews/interviews-page.js"), "InterviewsPage"),
      staticData: { menu: "interviews", may: "fieldwork:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/interviews/$id",
      component: lazy(() => import("./features/interviews/interview-page.js"), "InterviewPage"),
      staticData: { may: "fieldwork:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/checks",
      validateSearch: checkSearch,
      component: lazy(() => import("./features/checks/checks-page.js"), "ChecksPage"),
      staticData: { menu: "checks", may: "fieldwork:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/checks/$id",
      component: lazy(() => import("./features/checks/checklist-page.js"), "ChecklistPage"),
      staticData: { may: "fieldwork:write" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/notes",
      component: lazy(() => import("./features/notes/notes-page.js"), "NotesPage"),
      staticData: { menu: "notes", may: "notes:write" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/voices",
      validateSearch: voiceSearch,
      component: lazy(() => import("./features/voices/voices-page.js"), "VoicesPage"),
      staticData: { menu: "voices", may: "voices:read", gap: true },
    }),
    createRoute({
      ...inShell,
      path: "/listen/inbox",
      validateSearch: inboxSearch,
      component: lazy(() => import("./features/feedback/inbox-page.js"), "InboxPage"),
      staticData: { menu: "inbox", may: "voices:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/suggestions",
      component: lazy(() => import("./features/suggestions/suggestions-page.js"), "SuggestionsPage"),
      staticData: { menu: "suggestions", may: "cases:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/contacts",
      validateSearch: contactSearch,
      component: lazy(() => import("./features/contacts/contacts-page.js"), "ContactsPage"),
      staticData: { menu: "contacts", may: "cases:read" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/sources",
      validateSearch: sourceSearch,
      component: lazy(() => import("./features/sources/sources-page.js"), "SourcesPage"),
      staticData: { menu: "sources", may: "imports:run", gap: true },
    }),
    createRoute({
      ...inShell,
      path: "/listen/imports",
      component: lazy(() => import("./features/imports/imports-page.js"), "ImportsPage"),
      staticData: { menu: "imports", may: "imports:run" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/imports/$id",
      component: lazy(() => import("./features/imports/import-page.js"), "ImportPage"),
      staticData: { may: "imports:run" },
    }),
    createRoute({
      ...inShell,
      path: "/listen/quality",
      validateSearch: qualitySearch,
      component: lazy(() => import("./features/quality/quality-page.js"), "QualityPage"),
      staticData: { menu: "quality", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/dashboard",
      validateSearch: dashboardSearch,
      component: lazy(() => import("./features/dashboard/dashboard-page.js"), "DashboardPage"),
      staticData: { menu: "dashboard", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/changes",
      validateSearch: filterSearch,
      component: lazy(() => import("./features/home/changes-page.js"), "ChangesPage"),
      staticData: { menu: "changes", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/trends",
      validateSearch: trendSearch,
      component: lazy(() => import("./features/trends/trends-page.js"), "TrendsPage"),
      staticData: { menu: "trends", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/themes",
      validateSearch: themesSearch,
      component: lazy(() => import("./features/themes/themes-page.js"), "ThemesPage"),
      staticData: { menu: "themes", may: "voices:read", gap: true },
    }),
    createRoute({
      ...inShell,
      path: "/understand/products",
      validateSearch: subjectsSearch,
      component: lazy(() => import("./features/themes/products-page.js"), "ProductsPage"),
      staticData: { menu: "products", may: "voices:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/expectation",
      validateSearch: expectationSearch,
      component: lazy(() => import("./features/expectation/expectation-page.js"), "ExpectationPage"),
      staticData: { menu: "expectation", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/kano",
      validateSearch: kanoSearch,
      component: lazy(() => import("./features/kano/kano-page.js"), "KanoPage"),
      staticData: { menu: "kano", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/price",
      validateSearch: priceSearch,
      component: lazy(() => import("./features/price/price-page.js"), "PricePage"),
      staticData: { menu: "price", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/drivers",
      validateSearch: driversSearch,
      component: lazy(() => import("./features/drivers/drivers-page.js"), "DriversPage"),
      staticData: { menu: "drivers", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/model",
      validateSearch: modelSearch,
      component: lazy(() => import("./features/model/model-page.js"), "ModelPage"),
      staticData: { menu: "model", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/crosstab",
      validateSearch: crosstabSearch,
      component: lazy(() => import("./features/crosstab/crosstab-page.js"), "CrosstabPage"),
      staticData: { menu: "crosstab", may: "figures:read", gap: true },
    }),
    createRoute({
      ...inShell,
      path: "/understand/reasons",
      validateSearch: reasonsSearch,
      component: lazy(() => import("./features/crosstab/reasons-page.js"), "ReasonsPage"),
      staticData: { menu: "reasons", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/views",
      validateSearch: viewsSearch,
      component: lazy(() => import("./features/views/views-page.js"), "ViewsPage"),
      staticData: { menu: "views", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/sample",
      validateSearch: sampleSearch,
      component: lazy(() => import("./features/population/sample-page.js"), "SamplePage"),
      staticData: { menu: "sample", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/attributes",
      component: lazy(() => import("./features/attributes/attributes-page.js"), "AttributesPage"),
      staticData: { menu: "attributes", may: "figures:read", gap: true },
    }),
    createRoute({
      ...inShell,
      path: "/understand/metrics",
      component: lazy(() => import("./features/metrics/metrics-page.js"), "MetricsPage"),
      staticData: { menu: "metrics", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/taxonomy",
      component: lazy(() => import("./features/taxonomy/taxonomy-page.js"), "TaxonomyPage"),
      staticData: { menu: "taxonomy", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/understand/reading",
      component: lazy(() => import("./features/reading-quality/reading-quality-page.js"), "ReadingQualityPage"),
      staticData: { menu: "readingQuality", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/act/cases",
      validateSearch: caseSearch,
      component: lazy(() => import("./features/cases/queue-page.js"), "QueuePage"),
      staticData: { menu: "cases", may: "cases:read" },
    }),
    createRoute({
      ...inShell,
      path: "/act/cases/$id",
      component: lazy(() => import("./features/cases/case-page.js"), "CasePage"),
      staticData: { may: "cases:read" },
    }),
    createRoute({
      ...inShell,
      path: "/act/findings",
      component: lazy(() => import("./features/findings/findings-page.js"), "FindingsPage"),
      staticData: { menu: "findings", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/prove/loop",
      validateSearch: filterSearch,
      component: lazy(() => import("./features/loop/loop-page.js"), "LoopPage"),
      staticData: { menu: "loop", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/prove/effect",
      component: lazy(() => import("./features/effects/effects-page.js"), "EffectsPage"),
      staticData: { menu: "effect", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/prove/effect/plan",
      validateSearch: planSearch,
      component: lazy(() => import("./features/effects/plan-page.js"), "PlanPage"),
      staticData: { may: "findings:write" },
    }),
    createRoute({
      ...inShell,
      path: "/prove/effect/$id",
      validateSearch: effectSearch,
      component: lazy(() => import("./features/effects/effect-page.js"), "EffectPage"),
      staticData: { may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/prove/linkage",
      validateSearch: linkageSearch,
      component: lazy(() => import("./features/business/linkage-page.js"), "LinkagePage"),
      staticData: { menu: "linkage", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/customers/loyalty",
      validateSearch: loyaltySearch,
      component: lazy(() => import("./features/loyalty/loyalty-page.js"), "LoyaltyPage"),
      staticData: { menu: "loyalty", may: "figures:read" },
    }),
    createRoute({
      ...inShell,
      path: "/platform/organisation",
      component: lazy(() => import("./features/platform/organisation-page.js"), "OrganisationPage"),
      staticData: { menu: "organisation", may: "units:read" },
    }),
    createRoute({
      ...inShell,
      path: "/platform/members",
      component: lazy(() => import("./features/platform/members-page.js"), "MembersPage"),
      staticData: { menu: "members", may: "users:write" },
    }),
    createRoute({
      ...inShell,
      path: "/platform/keys",
      component: lazy(() => import("./features/platform/keys-page.js"), "KeysPage"),
      staticData: { menu: "keys", may: "keys:write" },
    }),
    createRoute({
      ...inShell,
      path: "/platform/audit",
      component: lazy(() => import("./features/platform/audit-page.js"), "AuditPage"),
      staticData: { menu: "audit", may: "audit:read" },
    }),
    createRoute({
      ...inShell,
      path: "/platform/messages",
      component: lazy(() => import("./features/platform/messages-page.js"), "MessagesPage"),
      staticData: { menu: "messages", may: "outbox:read" },
    }),
    createRoute({
      ...inShell,
      path: "/platform/mail",
      component: lazy(() => import("./features/platform/mail-page.js"), "MailPage"),
      staticData: { menu: "mail", may: "settings:write" },
    }),
    createRoute({
      ...inShell,
      path: "/platform/ai",
      component: lazy(() => import("./features/ai/ai-page.js"), "AiPage"),
      staticData: { menu: "ai", may: "settings:write" },
    }),
  ] as const;

  /** An editor has the whole width and a bar of its own. */
  const editor = createRoute({
    getParentRoute: () => signedIn,
    path: "/listen/surveys/$id",
    component: lazy(() => import("./features/surveys/survey-page.js"), "SurveyPage"),
    staticData: { may: "surveys:read" },
  });

  const router = createRouter({
    routeTree: root.addChildren([welcome, signIn, signedIn.addChildren([shell.addChildren(pages), editor])]),
    defaultPreload: "intent",
    defaultNotFoundComponent: PageMissing,
    defaultErrorComponent: PageFault,
    scrollRestoration: true,
  });
  return router;
}
