import { createBrowserRouter, Navigate } from 'react-router';
import { mount } from '#portal/kit/react/mount.tsx';
import './office.css';
import './list.css';
import { AbsencePage } from './absence/absence-page.tsx';
import { AccountPage } from './account/account-page.tsx';
import { CaseDeadlinesPage } from './deadlines/case-deadlines-page.tsx';
import { MyDeadlinesPage } from './deadlines/my-deadlines-page.tsx';
import { ReceivePage } from './dossiers/receive-page.tsx';
import { RegisterPage } from './dossiers/register-page.tsx';
import { FiguresPage } from './figures/figures-page.tsx';
import { LoadPage } from './giving/load-page.tsx';
import { OriginalsPage } from './originals/originals-page.tsx';
import { PublicationPage } from './publication/publication-page.tsx';
import { WaitingPage } from './publication/waiting-page.tsx';
import { RecentPage } from './recent/recent-page.tsx';
import { RevealsPage } from './reveals/reveals-page.tsx';
import { Shell } from './shell.tsx';
import { TaskPage } from './task/task-page.tsx';
import { WorklistPage } from './worklist/worklist-page.tsx';

const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      children: [
        { path: '/tasks/:taskId', element: <TaskPage /> },
        { path: '/absence', element: <AbsencePage /> },
        { path: '/account', element: <AccountPage /> },
        { path: '/cases/:caseId/deadlines', element: <CaseDeadlinesPage /> },
        { path: '/cases/:caseId/publication', element: <PublicationPage /> },
        { path: '/publications', element: <WaitingPage /> },
        { path: '/originals', element: <OriginalsPage /> },
        { path: '/reveals', element: <RevealsPage /> },
        { path: '/deadlines', element: <MyDeadlinesPage /> },
        { path: '/recent', element: <RecentPage /> },
        { path: '/receive', element: <ReceivePage /> },
        { path: '/register', element: <RegisterPage /> },
        { path: '/figures', element: <FiguresPage /> },
        { path: '/load', element: <LoadPage /> },
        { path: '/:view', element: <WorklistPage /> },
        { path: '*', element: <Navigate to="/unit" replace /> },
      ],
    },
  ],
  { basename: '/office' },
);

mount(router);
