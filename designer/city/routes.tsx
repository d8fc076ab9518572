/** Everything below `/city`; a page of the navigation is a line in `parts.ts` too. */
import type { RouteObject } from 'react-router';

export const cityRoutes: RouteObject = {
  path: '/city',
  lazy: async () => ({ Component: (await import('./city-shell.tsx')).CityShell }),
  children: [
    { index: true, lazy: async () => ({ Component: (await import('./city-shell.tsx')).FirstPage }) },
    { path: 'import', lazy: async () => ({ Component: (await import('./imports/import-page.tsx')).ImportPage }) },
    { path: 'map', lazy: async () => ({ Component: (await import('./imports/map-page.tsx')).MapPage }) },
    {
      path: 'reorganisations',
      lazy: async () => ({ Component: (await import('./reorganise/list-page.tsx')).ListPage }),
    },
    {
      path: 'reorganisations/new',
      lazy: async () => ({ Component: (await import('./reorganise/new-page.tsx')).NewPage }),
    },
    {
      path: 'reorganisations/:id',
      lazy: async () => ({ Component: (await import('./reorganise/one-page.tsx')).OnePage }),
    },
    { path: 'sign-in', lazy: async () => ({ Component: (await import('./sign-in/policy-page.tsx')).PolicyPage }) },
    {
      path: 'service-accounts',
      lazy: async () => ({
        Component: (await import('./service-accounts/service-accounts-page.tsx')).ServiceAccountsPage,
      }),
    },
    {
      path: 'channels',
      lazy: async () => ({ Component: (await import('./channels/channels-page.tsx')).ChannelsPage }),
    },
    { path: 'people', lazy: async () => ({ Component: (await import('./people/people-page.tsx')).PeoplePage }) },
    {
      path: 'people/new',
      lazy: async () => ({ Component: (await import('./people/new-person-page.tsx')).NewPersonPage }),
    },
    {
      path: 'people/:username',
      lazy: async () => ({ Component: (await import('./people/person-page.tsx')).PersonPage }),
    },
    {
      path: 'categories',
      lazy: async () => ({ Component: (await import('./categories/categories-page.tsx')).CategoriesPage }),
    },
    {
      path: 'categories/:code',
      lazy: async () => ({ Component: (await import('./categories/category-page.tsx')).CategoryPage }),
    },
    {
      path: 'procedures',
      lazy: async () => ({ Component: (await import('./procedures/procedures-page.tsx')).ProceduresPage }),
    },
    {
      path: 'procedures/new',
      lazy: async () => ({ Component: (await import('./procedures/procedure-page.tsx')).NewProcedurePage }),
    },
    {
      path: 'procedures/rules',
      lazy: async () => ({ Component: (await import('./procedures/rules-page.tsx')).RulesPage }),
    },
    {
      path: 'procedures/:code',
      lazy: async () => ({ Component: (await import('./procedures/procedure-page.tsx')).ProcedurePage }),
    },
    {
      path: 'duplicates',
      lazy: async () => ({ Component: (await import('./duplicates/duplicates-page.tsx')).DuplicatesPage }),
    },
    {
      path: 'history/:text',
      lazy: async () => ({ Component: (await import('./history/history-page.tsx')).HistoryPage }),
    },
    { path: 'routing', lazy: async () => ({ Component: (await import('./routing/routing-page.tsx')).RoutingPage }) },
    { path: 'units/new', lazy: async () => ({ Component: (await import('./units/new-unit-page.tsx')).NewUnitPage }) },
    {
      path: 'units/changes',
      lazy: async () => ({ Component: (await import('./units/changes-page.tsx')).ChangesPage }),
    },
    { path: 'units/:code', lazy: async () => ({ Component: (await import('./units/unit-page.tsx')).UnitPage }) },
    {
      path: 'responsibilities',
      lazy: async () => ({
        Component: (await import('./responsibilities/responsibilities-page.tsx')).ResponsibilitiesPage,
      }),
    },
    {
      path: 'handling',
      lazy: async () => ({ Component: (await import('./handling/handling-page.tsx')).HandlingPage }),
    },
    {
      path: 'retention',
      lazy: async () => ({ Component: (await import('./retention/retention-page.tsx')).RetentionPage }),
    },
    {
      path: 'erasures',
      lazy: async () => ({ Component: (await import('./retention/register-page.tsx')).RegisterPage }),
    },
    { path: 'bundles', lazy: async () => ({ Component: (await import('../bundle/bundles-page.tsx')).BundlesPage }) },
    { path: 'units', lazy: async () => ({ Component: (await import('./units/units-page.tsx')).UnitsPage }) },
    {
      path: 'calendars',
      lazy: async () => ({ Component: (await import('./calendars/calendars-page.tsx')).CalendarsPage }),
    },
  ],
};
