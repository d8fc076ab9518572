import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { readLanguage } from '#portal/kit/react/language.ts';
import { Providers } from '#portal/kit/react/providers.tsx';
import './designer.css';
import { cityRoutes } from './city/routes.tsx';
import { ServicesPage } from './services/services-page.tsx';
import { Shell } from './shell.tsx';

/** The list opens at once; the diagram, the form builder and the engine's checks come when they are asked for. */
const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      HydrateFallback: () => null,
      children: [
        { path: '/', element: <ServicesPage /> },
        {
          path: '/operations',
          lazy: async () => ({ Component: (await import('./operations/list-page.tsx')).ListPage }),
        },
        {
          path: '/operations/instances/:id',
          lazy: async () => ({ Component: (await import('./operations/instance-page.tsx')).InstancePage }),
        },
        {
          path: '/operations/migrate',
          lazy: async () => ({ Component: (await import('./operations/migrate-page.tsx')).MigratePage }),
        },
        {
          path: '/operations/batches',
          lazy: async () => ({ Component: (await import('./operations/batches-page.tsx')).BatchesPage }),
        },
        {
          path: '/operations/batches/:id',
          lazy: async () => ({ Component: (await import('./operations/batch-page.tsx')).BatchPage }),
        },
        {
          path: '/operations/state',
          lazy: async () => ({ Component: (await import('./operations/state/state-page.tsx')).StatePage }),
        },
        {
          path: '/connections',
          lazy: async () => ({ Component: (await import('./connections/connections-page.tsx')).ConnectionsPage }),
        },
        cityRoutes,
        {
          path: '/new',
          lazy: async () => ({ Component: (await import('./new/start-page.tsx')).StartPage }),
        },
        {
          path: '/new/steps',
          lazy: async () => ({ Component: (await import('./new/new-page.tsx')).NewPage }),
        },
        {
          path: '/new/blank',
          lazy: async () => ({ Component: (await import('./new/blank-page.tsx')).BlankPage }),
        },
        {
          path: '/new/copy',
          lazy: async () => ({ Component: (await import('./new/copy-page.tsx')).CopyPage }),
        },
        {
          path: '/import',
          lazy: async () => ({ Component: (await import('./import/table-page.tsx')).TablePage }),
        },
        {
          path: '/:service',
          lazy: async () => ({ Component: (await import('./home/home-page.tsx')).HomePage }),
        },
        {
          path: '/:service/process',
          lazy: async () => ({ Component: (await import('./process/process-page.tsx')).ProcessPage }),
        },
        {
          path: '/:service/steps',
          lazy: async () => ({ Component: (await import('./steps/steps-page.tsx')).StepsPage }),
        },
        {
          path: '/:service/texts',
          lazy: async () => ({ Component: (await import('./texts/texts-page.tsx')).TextsPage }),
        },
        {
          path: '/:service/settings',
          lazy: async () => ({ Component: (await import('./settings/settings-page.tsx')).SettingsPage }),
        },
        {
          path: '/:service/review',
          lazy: async () => ({ Component: (await import('./review/review-page.tsx')).ReviewPage }),
        },
        {
          path: '/:service/saves',
          lazy: async () => ({ Component: (await import('./saves/saves-page.tsx')).SavesPage }),
        },
        {
          path: '/:service/versions/:a/:b',
          lazy: async () => ({ Component: (await import('./versions/versions-page.tsx')).VersionsPage }),
        },
        {
          path: '/:service/figures',
          lazy: async () => ({ Component: (await import('./figures/figures-page.tsx')).FiguresPage }),
        },
        {
          path: '/:service/check',
          lazy: async () => ({ Component: (await import('./check/check-page.tsx')).CheckPage }),
        },
        {
          path: '/:service/trial',
          lazy: async () => ({ Component: (await import('./trial/trial-page.tsx')).TrialPage }),
        },
        {
          path: '/:service/try',
          lazy: async () => ({ Component: (await import('./try/try-page.tsx')).TryPage }),
        },
        {
          path: '/:service/import',
          lazy: async () => ({ Component: (await import('./import/import-page.tsx')).ImportPage }),
        },
        {
          path: '/:service/forms/:form',
          lazy: async () => ({ Component: (await import('./form/form-page.tsx')).FormPage }),
        },
        {
          path: '/:service/decisions/:decision',
          lazy: async () => ({ Component: (await import('./decision/decision-page.tsx')).DecisionPage }),
        },
        {
          path: '/:service/messages',
          lazy: async () => ({ Component: (await import('./messages/messages-page.tsx')).MessagesPage }),
        },
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ],
  { basename: '/designer' },
);

const language = readLanguage();
document.documentElement.lang = language;
const place = document.getElementById('app');
if (place !== null) {
  createRoot(place).render(
    <Providers language={language}>
      <RouterProvider router={router} />
    </Providers>,
  );
}
