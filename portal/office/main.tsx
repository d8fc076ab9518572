import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { readLanguage } from '#portal/kit/react/language.ts';
import { Providers } from '#portal/kit/react/providers.tsx';
import './office.css';
import { Shell } from './shell.tsx';
import { TaskPage } from './task/task-page.tsx';
import { WorklistPage } from './worklist/worklist-page.tsx';

const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      children: [
        { path: '/tasks/:taskId', element: <TaskPage /> },
        { path: '/:view', element: <WorklistPage /> },
        { path: '*', element: <Navigate to="/unit" replace /> },
      ],
    },
  ],
  { basename: '/office' },
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
